//! The program `teiten`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
