//! `annals completions`: what a shell needs to complete a command line.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::out::{Failure, print_raw};
use super::{Cli, FINE};

#[derive(clap::Args)]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "annals", &mut script);
    print_raw(&String::from_utf8_lossy(&script))?;
    Ok(FINE)
}
