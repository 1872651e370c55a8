//! Rows of a CSV as they stand in its bytes: where each begins and how many fields it has.
//!
//! The engine ignores fields that nobody asked for and says neither line nor file, so rows are counted here.
//! Bytes come in pieces of any size; a row goes out when its line has ended. Knows no field's meaning.

use memchr::{memchr_iter, memchr2};

/// A row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Position from 0, the header's.
    pub index: u64,
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Number of fields.
    pub fields: usize,
    /// Whether the line is empty.
    pub blank: bool,
    /// Whether a quote stands where none may: inside of a plain field, or before the end of a quoted one.
    pub stray: bool,
}

/// Where the next byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

/// Counts rows and fields.
pub struct Rows {
    state: State,
    row: Row,
    line: u64,
    begun: bool,
}

impl Rows {
    /// Before the first byte (after a byte order mark).
    pub fn new() -> Self {
        let row = Row { index: 0, line: 1, fields: 1, blank: true, stray: false };
        Self { state: State::FieldStart, row, line: 1, begun: false }
    }

    /// The line of the next byte, from 1.
    pub fn at_line(&self) -> u64 {
        self.line
    }

    /// The line on which the row of the next byte begins, from 1.
    pub fn row_line(&self) -> u64 {
        self.row.line
    }

    /// Takes more bytes and gives each row that ends in them.
    pub fn feed(&mut self, bytes: &[u8], mut each: impl FnMut(Row)) {
        let mut rest = bytes;
        while !rest.is_empty() {
            rest = match memchr2(b'"', b'\n', rest).filter(|end| !self.begun && rest[*end] == b'\n') {
                Some(end) => {
                    self.line(&rest[..end]);
                    self.end(&mut each);
                    &rest[end + 1..]
                }
                None => self.bytes(rest, &mut each),
            };
        }
    }

    /// Takes a whole line that holds no quote, as most do: its commas are counted many bytes at a time.
    fn line(&mut self, line: &[u8]) {
        self.row.fields = memchr_iter(b',', line).count() + 1;
        self.row.blank = line.iter().all(|byte| *byte == b'\r');
        self.line += 1;
    }

    /// Takes bytes one by one until a row ends; gives those behind it.
    fn bytes<'a>(&mut self, bytes: &'a [u8], each: &mut impl FnMut(Row)) -> &'a [u8] {
        for (at, &byte) in bytes.iter().enumerate() {
            self.begun = true;
            match (self.state, byte) {
                (State::Quoted, b'"') => self.state = State::QuoteInQuoted,
                (State::Quoted, b'\n') => self.line += 1,
                (State::Quoted, _) => {}
                (_, b'\n') => {
                    self.line += 1;
                    self.end(each);
                    return &bytes[at + 1..];
                }
                (_, b',') => {
                    self.row.fields += 1;
                    self.row.blank = false;
                    self.state = State::FieldStart;
                }
                (State::FieldStart | State::QuoteInQuoted, b'"') => {
                    self.row.blank = false;
                    self.state = State::Quoted;
                }
                (_, b'\r') => self.state = State::Plain,
                _ => {
                    self.row.stray |= byte == b'"' || self.state == State::QuoteInQuoted;
                    self.row.blank = false;
                    self.state = State::Plain;
                }
            }
        }
        &[]
    }

    /// Gives the last row if no line end follows it; tells whether a quote in it was never closed, so that it is none.
    pub fn finish(mut self, mut each: impl FnMut(Row)) -> bool {
        let open = self.state == State::Quoted;
        if self.begun && !open {
            self.end(&mut each);
        }
        open
    }

    fn end(&mut self, each: &mut impl FnMut(Row)) {
        each(self.row);
        self.row = Row { index: self.row.index + 1, line: self.line, fields: 1, blank: true, stray: false };
        self.state = State::FieldStart;
        self.begun = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_the_same_in_pieces_of_any_size() {
        let text = "a,b\r\n1,\"x,\"\"\n\"\n\n,\n1,2,3\n\"\"\nlast,5\"6";
        let shape = [
            (1, 2, false),
            (2, 2, false),
            (4, 1, true),
            (5, 2, false),
            (6, 3, false),
            (7, 1, false),
            (8, 2, false),
        ];
        for size in 1..text.len() {
            let (mut rows, mut seen) = (Rows::new(), Vec::new());
            text.as_bytes().chunks(size).for_each(|piece| rows.feed(piece, |row| seen.push(row)));
            assert!(!rows.finish(|row| seen.push(row)));
            assert_eq!(seen.iter().map(|row| (row.line, row.fields, row.blank)).collect::<Vec<_>>(), shape);
            assert!(seen.iter().all(|row| row.stray == (row.index == 6)));
            assert!(seen.iter().enumerate().all(|(at, row)| row.index == at as u64));
        }
        let mut rows = Rows::new();
        rows.feed(b"a,\"b\n", |_| ());
        assert!(rows.finish(|_| ()));
    }
}
