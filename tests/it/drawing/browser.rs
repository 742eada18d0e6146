//! The drawing in a real browser, where there is one: it parses, nothing overlaps, and nothing leaves the page.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use annals::export::Options;
use annals::model::lanes::{KINDS, LaneKind};

use super::{by, coalition, dates, drawn};
use crate::support::fixture;

/// Draws it in a page of its own and measures it there; what is found stands in the page as JSON.
const WRAPPER: &str = r#"<!DOCTYPE html><meta charset="utf-8"><body style="margin:0"><pre id="found"></pre><script>
const parsed = new DOMParser().parseFromString(SVG, "image/svg+xml");
const svg = document.body.insertBefore(document.importNode(parsed.documentElement, true), document.body.firstChild);
const box = (node) => { const b = node.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; };
const page = box(svg);
const outside = ([l, t, r, b]) => l < page[0] - 0.5 || t < page[1] - 0.5 || r > page[2] + 0.5 || b > page[3] + 0.5;
const items = [...svg.querySelectorAll(".item")].map(box);
const texts = [...svg.querySelectorAll("text:not(.mark)")].map((node) => [box(node), node.textContent]);
const over = [];
texts.forEach(([a, one], at) => texts.slice(at + 1).forEach(([b, other]) => {
  if (a[0] + 0.5 < b[2] && b[0] + 0.5 < a[2] && a[1] + 0.5 < b[3] && b[1] + 0.5 < a[3]) over.push(one + " / " + other);
}));
document.getElementById("found").textContent = JSON.stringify({
  faults: parsed.getElementsByTagName("parsererror").length,
  root: svg.nodeName,
  width: page[2] - page[0],
  items: items.length,
  empty: items.filter(([l, t, r, b]) => !(r > l && b > t)).length,
  outside: items.concat(texts.map(([b]) => b)).filter(outside).length,
  texts: texts.length,
  over,
});
</script>"#;

/// How long a browser may take for one page.
const PATIENCE: Duration = Duration::from_secs(90);

fn is_there(name: &str) -> bool {
    let tried = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    tried.is_ok_and(|status| status.success())
}

/// What the page holds once its script has run.
fn opened(browser: &str, folder: &Path, svg: &str) -> serde_json::Value {
    let page = folder.join("page.html");
    // A script ends at `</script`, also within its texts.
    let text = serde_json::to_string(svg).unwrap().replace("</", "<\\/");
    std::fs::write(&page, WRAPPER.replace("SVG,", &format!("{text},"))).unwrap();
    let out = folder.join("dom.html");
    let mut running = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"])
        .args(["--window-size=1300,900", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("file://{}", page.display()))
        .stdin(Stdio::null())
        .stdout(File::create(&out).unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while running.try_wait().unwrap().is_none() {
        if begun.elapsed() > PATIENCE {
            let _ = running.kill();
            let _ = running.wait();
            panic!("{browser} took longer than {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let dom = std::fs::read_to_string(&out).unwrap();
    let found = dom.split_once("<pre id=\"found\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let found = found.unwrap_or_else(|| panic!("the page was not shown: {dom}")).0;
    let found = found.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&");
    serde_json::from_str(&found).unwrap_or_else(|fault| panic!("{fault} in {found}"))
}

#[test]
fn a_browser_shows_every_span_and_no_label_over_another() {
    let Some(browser) = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|name| is_there(name))
    else {
        println!("skipped: no chromium here to open the drawing in");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let whole = KINDS.iter().map(|row| (coalition(), row.kind));
    for (loaded, kind) in
        whole.chain([(fixture("harbour.yaml"), LaneKind::Actors), (fixture("awkward.yaml"), LaneKind::Actors)])
    {
        let svg = drawn(&loaded, if kind == LaneKind::Actors { Options::default() } else { by(kind) });
        let found = opened(browser, folder.path(), &svg);
        let is =
            |name: &str, wanted: usize| assert_eq!(found[name], wanted, "{name} by {kind:?} in {browser}: {found:#}");
        is("faults", 0);
        is("empty", 0);
        is("outside", 0);
        is("items", dates(&loaded.timeline, kind).len());
        assert_eq!(found["root"], "svg");
        assert_eq!(found["over"], serde_json::json!([]), "by {kind:?}");
        assert!(found["texts"].as_u64().unwrap() > 8, "{found:#}");
        let millimetres = found["width"].as_f64().unwrap() * 25.4 / 96.0;
        assert!((millimetres - 297.0).abs() < 0.5, "a page is 297 mm wide, not {millimetres}");
    }
}
