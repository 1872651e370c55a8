//! Large numbers in a text: what somebody typed by hand is held against what must not leave the house.
//!
//! Comes in: any text. Goes out: its numbers of five or more figures that stand for themselves. It does not know what
//! they count.

/// Shorter numbers are years, ranks and days, and would be found everywhere.
const FIGURES: usize = 5;

/// The numbers in `text`: 123,456 and １２３４５６, but not a port (49152/TCP), a name (CVE-2022-41040), a part of an
/// address or a decimal.
pub(super) fn numbers(text: &str) -> Vec<i64> {
    let mut numbers = Vec::new();
    let mut before = None;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if figure(first).is_none() {
            before = Some(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (figures, tail) = number(rest);
        let alone = !before.is_some_and(joins_before) && !joins_after(tail);
        if alone && figures.len() >= FIGURES {
            numbers.extend(figures.parse::<i64>());
        }
        before = rest[..rest.len() - tail.len()].chars().next_back();
        rest = tail;
    }
    numbers
}

/// The figures at the beginning of `text`, separators of thousands left out, and what follows them.
fn number(text: &str) -> (String, &str) {
    let mut figures = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        match figure(c) {
            Some(figure) => figures.push(figure),
            None if matches!(c, ',' | '，') && after.starts_with(|c| figure(c).is_some()) => {}
            None => break,
        }
        rest = after;
    }
    (figures, rest)
}

fn figure(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
        _ => None,
    }
}

fn joins_before(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_./:#=&%".contains(c)
}

/// A letter, a slash or a decimal point goes on with what is then no number; the end of a sentence does not.
fn joins_after(tail: &str) -> bool {
    let mut next = tail.chars();
    match next.next() {
        Some('.' | ':') => next.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        Some(c) => c.is_ascii_alphanumeric() || "-_/=&%".contains(c),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn only_numbers_that_stand_for_themselves_are_found() {
        for (text, found) in [
            ("計123,456パケット、１２，３４５件。", vec![123_456, 12_345]),
            ("67890", vec![67_890]),
            ("about 67890.", vec![67_890]),
            ("2022年10月1日の9,999件", vec![]),
            ("49152/TCP、1-65535、CVE-2022-41040", vec![]),
            ("https://example.jp/12345?x=67890", vec![]),
            ("12345.6と0.12345、12345ab、#12345", vec![]),
            ("1234,56789", vec![123_456_789]),
            ("", vec![]),
        ] {
            assert_eq!(numbers(text), found, "{text}");
        }
    }
}
