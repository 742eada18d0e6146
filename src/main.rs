//! The program: it hands the command line to the library.

/// Faster than that of the system where small things come and go on all cores.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    annals::cli::run()
}
