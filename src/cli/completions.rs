//! `teiten completions`: what a shell needs to complete our commands, on stdout.

use clap_complete::generate;

use super::say::Voice;
use super::{Completions, exit, help};

/// Prints the completions of the shell that was asked for.
pub fn run(asked: &Completions, voice: &mut Voice) -> u8 {
    let mut script = Vec::new();
    generate(asked.shell, &mut help::command(&voice.lang), "teiten", &mut script);
    voice.line(String::from_utf8_lossy(&script).trim_end());
    exit::MADE
}
