//! `teiten completions`: what a shell needs to complete our commands, on stdout.

use clap_complete::generate;
use serde::Serialize;

use super::say::Voice;
use super::{Completions, Format, exit, help};

/// What a shell reads, for machines.
#[derive(Serialize)]
struct Script<'a> {
    shell: String,
    script: &'a str,
}

/// Prints the completions of the shell that was asked for.
pub fn run(asked: &Completions, voice: &mut Voice) -> u8 {
    let mut script = Vec::new();
    generate(asked.shell, &mut help::command(&voice.lang), "teiten", &mut script);
    let script = String::from_utf8_lossy(&script);
    match voice.format {
        Format::Text => voice.line(script.trim_end()),
        Format::Json => voice.result(&Script { shell: asked.shell.to_string(), script: &script }),
    }
    exit::MADE
}
