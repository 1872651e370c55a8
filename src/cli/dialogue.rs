//! Questions on a terminal, each with an answer that a line end takes.

use std::io::{self, BufRead, IsTerminal, Write};

use teiten::finding::Said;
use teiten::lang::Lang;

/// Whether there is somebody to ask.
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// The answer to `question`; `default` where the line is empty, none where there is neither.
pub fn ask(question: &Said, default: Option<&str>, lang: &Lang) -> Option<String> {
    let hint = default.map(|default| format!(" [{default}]")).unwrap_or_default();
    let mut err = io::stderr().lock();
    write!(err, "{}{hint}: ", question.in_lang(lang)).and_then(|()| err.flush()).ok()?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).ok()?;
    let answer = line.trim();
    if answer.is_empty() { default.map(str::to_owned) } else { Some(answer.to_owned()) }
}
