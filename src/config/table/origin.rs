//! Byte offsets of a TOML text into places of the file it stands in.

use std::collections::BTreeSet;

use crate::finding::Place;

/// Where a text begins in its file: the line of its first line, and the column at which each line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Line of the text's first line, from 1.
    pub(crate) line: u32,
    /// Column of the first character of every line, from 1.
    pub(crate) column: u32,
}

impl Origin {
    /// A text that is its whole file.
    pub(crate) const START: Self = Self { line: 1, column: 1 };
}

/// A text that knows its lines.
pub(super) struct Text {
    file: String,
    text: String,
    origin: Origin,
    /// Offset of the first byte of each line.
    lines: Vec<usize>,
    /// Lines with a syntax error: what stands there proves nothing, and absence nowhere does.
    pub(super) broken_lines: BTreeSet<u32>,
}

impl Text {
    pub(super) fn new(file: &str, text: &str, origin: Origin) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        Self { file: file.to_owned(), text: text.to_owned(), origin, lines, broken_lines: BTreeSet::new() }
    }

    pub(super) fn is_broken(&self) -> bool {
        !self.broken_lines.is_empty()
    }

    /// The line of byte `offset`, cut there.
    pub(super) fn around(&self, offset: usize) -> (&str, &str) {
        let at = self.text.floor_char_boundary(offset.min(self.text.len()));
        let (before, after) = self.text.split_at(at);
        let before = before.rsplit('\n').next().unwrap_or_default();
        (before, after.split('\n').next().unwrap_or_default())
    }

    /// The place of byte `offset`.
    pub(super) fn place(&self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.lines.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.lines.get(line).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count());
        Place::at(
            &self.file,
            self.origin.line.saturating_add(count(line)),
            self.origin.column.saturating_add(count(column)),
        )
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
