//! The program: it hands the command line to the library.

fn main() -> std::process::ExitCode {
    annals::cli::run()
}
