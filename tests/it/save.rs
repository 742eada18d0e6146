//! What saving promises: wholly new or wholly as before, and nothing left behind.

use std::fs;
use std::io;
use std::path::Path;

use annals::export::save::{SaveFault, save};
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn put(path: &Path, overwrite: bool, bytes: &[u8]) -> Result<(), SaveFault> {
    save(path, overwrite, |out| out.write_all(bytes))
}

fn names(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_new_file_is_written_and_nothing_else() {
    let folder = folder();
    put(&folder.path().join("a.md"), false, b"new").unwrap();
    assert_eq!(fs::read(folder.path().join("a.md")).unwrap(), b"new");
    assert_eq!(names(&folder), ["a.md"]);
}

#[test]
fn an_existing_file_is_overwritten_only_when_told() {
    let folder = folder();
    let path = folder.path().join("a.md");
    fs::write(&path, "old").unwrap();
    assert!(matches!(put(&path, false, b"new"), Err(SaveFault::Exists)));
    assert_eq!(fs::read(&path).unwrap(), b"old");
    put(&path, true, b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
}

#[test]
fn a_file_that_appears_while_writing_is_not_overwritten() {
    let folder = folder();
    let path = folder.path().join("a.md");
    let outcome = save(&path, false, |out| {
        fs::write(&path, "theirs")?;
        out.write_all(b"ours")
    });
    assert!(matches!(outcome, Err(SaveFault::Exists)));
    assert_eq!(fs::read(&path).unwrap(), b"theirs");
    assert_eq!(names(&folder), ["a.md"]);
}

#[test]
fn a_failure_leaves_the_old_bytes_and_no_other_file() {
    let folder = folder();
    let path = folder.path().join("a.md");
    fs::write(&path, "old").unwrap();
    let outcome = save(&path, true, |out| {
        out.write_all(b"half")?;
        Err(io::ErrorKind::StorageFull.into())
    });
    assert!(matches!(outcome, Err(SaveFault::Io(error)) if error.kind() == io::ErrorKind::StorageFull));
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(names(&folder), ["a.md"]);
}

#[test]
fn a_folder_is_no_file_and_a_missing_folder_is_named() {
    let folder = folder();
    assert!(matches!(put(folder.path(), true, b"new"), Err(SaveFault::Folder)));
    let missing = folder.path().join("none/a.md");
    assert!(matches!(put(&missing, false, b"new"), Err(SaveFault::NoFolder)));
    let slashed = folder.path().join("a/");
    assert!(matches!(put(&slashed, false, b"new"), Err(SaveFault::NoFolder)));
    assert_eq!(names(&folder), [""; 0]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn the_mode_of_an_existing_file_is_kept() {
        let folder = folder();
        let path = folder.path().join("a.md");
        for wanted in [0o600, 0o644, 0o640, 0o755, 0o666] {
            fs::write(&path, "old").unwrap();
            fs::set_permissions(&path, PermissionsExt::from_mode(wanted)).unwrap();
            put(&path, true, b"new").unwrap();
            assert_eq!(mode(&path), wanted);
        }
    }

    #[test]
    fn a_new_file_has_the_mode_of_any_new_file() {
        let folder = folder();
        fs::File::create(folder.path().join("plain")).unwrap();
        put(&folder.path().join("saved"), false, b"new").unwrap();
        assert_eq!(mode(&folder.path().join("saved")), mode(&folder.path().join("plain")));
    }

    #[test]
    fn a_link_is_followed() {
        let folder = folder();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "old").unwrap();
        symlink("target", &link).unwrap();
        put(&link, true, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&target).unwrap(), b"new");
    }

    #[test]
    fn a_link_to_nothing_makes_its_target() {
        let folder = folder();
        let link = folder.path().join("link");
        symlink("target", &link).unwrap();
        put(&link, false, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(folder.path().join("target")).unwrap(), b"new");
    }

    #[test]
    fn links_in_a_circle_end() {
        let folder = folder();
        let link = folder.path().join("link");
        symlink("link", &link).unwrap();
        assert!(matches!(put(&link, true, b"new"), Err(SaveFault::Io(_))));
    }

    #[test]
    fn a_read_only_file_is_refused() {
        let folder = folder();
        let path = folder.path().join("a.md");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, PermissionsExt::from_mode(0o444)).unwrap();
        assert!(matches!(put(&path, true, b"new"), Err(SaveFault::ReadOnly)));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(&folder), ["a.md"]);
    }

    #[test]
    fn a_device_is_written_to_as_it_is() {
        put(Path::new("/dev/null"), false, b"new").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_device_is_told() {
        let outcome = put(Path::new("/dev/full"), true, b"new");
        assert!(matches!(outcome, Err(SaveFault::Io(error)) if error.kind() == io::ErrorKind::StorageFull));
    }
}
