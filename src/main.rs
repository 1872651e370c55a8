//! The program `teiten`.

mod cli;

// Polars and typst take and return much memory; with the system's allocator a report takes half as long again.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
