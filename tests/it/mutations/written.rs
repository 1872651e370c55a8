//! A manuscript as its source: where its prose and its bindings stand, and what these print.

use std::ops::Range;

use teiten::finding::Place;

/// A binding in the source.
pub struct Bound {
    /// Its bytes, braces included.
    pub range: Range<usize>,
    /// What stands between the braces.
    pub expression: String,
    /// What it prints.
    pub print: String,
}

/// A manuscript.
pub struct Written {
    /// Its source.
    pub source: String,
    /// Its bindings in order.
    pub bindings: Vec<Bound>,
    /// The lines that readers read: no blocks but for the words in them, no comments, no bindings.
    pub prose: Vec<Range<usize>>,
}

/// An error: bytes of the source, and what stands there instead.
#[derive(Clone)]
pub struct Edit {
    pub range: Range<usize>,
    pub instead: String,
}

impl Written {
    /// Reads `source`; `print` tells what the binding at a line and column prints.
    pub fn new(source: String, print: impl Fn(u32, u32) -> Option<String>) -> Self {
        let mut bindings = Vec::new();
        let mut from = 0;
        while let Some(open) = source[from..].find("{{").map(|at| from + at) {
            let close = open + source[open..].find("}}").unwrap() + 2;
            let place = Place::offset("", &source, open);
            if let Some(print) = print(place.line, place.column) {
                let expression = source[open + 2..close - 2].trim().to_owned();
                bindings.push(Bound { range: open..close, expression, print });
            }
            from = close;
        }
        let prose = prose(&source);
        Self { source, bindings, prose }
    }

    /// The source with the error in it.
    pub fn with(&self, edit: &Edit) -> String {
        let mut source = self.source.clone();
        source.replace_range(edit.range.clone(), &edit.instead);
        source
    }

    /// The line and column of a byte.
    pub fn place(&self, at: usize) -> (u32, u32) {
        let place = Place::offset("", &self.source, at);
        (place.line, place.column)
    }

    /// The byte at a line and column.
    pub fn at(&self, line: u32, column: u32) -> usize {
        let begins = self.source.split_inclusive('\n').take(line as usize - 1).map(str::len).sum::<usize>();
        let chars = self.source[begins..].chars().take(column as usize - 1);
        begins + chars.map(char::len_utf8).sum::<usize>()
    }

    /// The source with what its bindings print in their places.
    pub fn printed(&self) -> String {
        let mut source = self.source.clone();
        for bound in self.bindings.iter().rev() {
            source.replace_range(bound.range.clone(), &bound.print);
        }
        source
    }

    /// The error for people.
    pub fn shown(&self, edit: &Edit) -> String {
        let (line, column) = self.place(edit.range.start);
        let before = &self.source[edit.range.clone()];
        format!("{line}:{column} {before} → {}", edit.instead)
    }

    /// Every place of `word` in the prose, outside of bindings.
    pub fn places(&self, word: &str) -> Vec<Range<usize>> {
        let within = |range: &Range<usize>| {
            let text = &self.source[range.clone()];
            let found = text.match_indices(word);
            let start = range.start;
            found.map(|(at, _)| start + at..start + at + word.len()).collect::<Vec<_>>()
        };
        let bound = |place: &Range<usize>| {
            self.bindings.iter().any(|own| own.range.start < place.end && place.start < own.range.end)
        };
        self.prose.iter().flat_map(within).filter(|place| !bound(place)).collect()
    }

    /// An error for each place of `word`.
    pub fn each(&self, word: &str, instead: &str) -> Vec<Edit> {
        self.places(word).into_iter().map(|range| Edit { range, instead: instead.to_owned() }).collect()
    }

    /// The bindings whose path ends with `attribute`, whatever the filter.
    pub fn of(&self, attribute: &str) -> impl Iterator<Item = &Bound> {
        let end = format!(".{attribute}");
        self.bindings.iter().filter(move |bound| {
            bound.expression.split('|').next().is_some_and(|path| path.trim().ends_with(&end))
        })
    }

    /// The sentence around a byte.
    pub fn sentence(&self, at: usize) -> &str {
        let ends = ['。', '\n', '"'];
        let start = self.source[..at]
            .rfind(ends)
            .map_or(0, |end| end + self.source[end..].chars().next().map_or(0, char::len_utf8));
        let end = self.source[at..].find(ends).map_or(self.source.len(), |end| at + end);
        &self.source[start..end]
    }
}

/// The parts of the lines that readers read.
fn prose(source: &str) -> Vec<Range<usize>> {
    let mut prose = Vec::new();
    let (mut at, mut block) = (0, false);
    for line in source.split_inclusive('\n') {
        if line.starts_with("```") {
            block = !block;
        } else if block {
            let words = ["caption = \"", "finding = \"", "label = \""];
            if let Some(key) = words.iter().find(|key| line.starts_with(**key)) {
                prose.push(at + key.len()..at + line.trim_end().len() - 1);
            }
        } else if !line.starts_with("<!--") && !line.starts_with("[^") {
            prose.push(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    prose
}
