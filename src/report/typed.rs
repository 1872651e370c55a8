//! Large numbers in a text: what somebody typed by hand is held against what must not leave the house.
//!
//! Comes in: any text. Goes out: its numbers of five or more figures that stand for themselves. It does not know what
//! they count.

/// Shorter numbers are years, ranks and days, and would be found everywhere.
const FIGURES: usize = 5;

/// The numbers in `text`: 123,456 and １２３４５６, but not a port (49152/TCP, 1-65535), a name (CVE-2022-41040), a part
/// of an address or a decimal.
pub(super) fn numbers(text: &str) -> Vec<i64> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if figure(first).is_none() {
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (figures, tail) = number(rest);
        let head = &text[..text.len() - rest.len()];
        let written = &rest[..rest.len() - tail.len()];
        let alone = !joins_before(head, written) && !joins_after(written, tail);
        if alone && figures.len() >= FIGURES {
            numbers.extend(figures.parse::<i64>());
        }
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

/// Whether the number `written` goes on with the end of `head`: with a letter, or a sign that has a letter or figure at
/// its other side.
fn joins_before(head: &str, written: &str) -> bool {
    let mut before = head.chars();
    match before.next_back() {
        Some('-') => {
            let before = before.as_str();
            let from = before.trim_end_matches(|c| figure(c).is_some() || ",，".contains(c));
            let other = &before[from.len()..];
            before.ends_with(|c: char| c.is_ascii_alphabetic())
                || !other.is_empty() && (joins_before(from, other) || is_port(other) && is_port(written))
        }
        Some('.' | '/' | ':' | '=') => before.next_back().is_some_and(|c| c.is_ascii_alphanumeric()),
        Some(c) => c.is_ascii_alphanumeric() || "_#&%".contains(c),
        None => false,
    }
}

/// The same of the beginning of `tail`; the end of a sentence does not go on.
fn joins_after(written: &str, tail: &str) -> bool {
    let mut after = tail.chars();
    match after.next() {
        Some('-') => {
            let (_, rest) = number(after.as_str());
            let other = &after.as_str()[..after.as_str().len() - rest.len()];
            other.is_empty() && after.next().is_some_and(|c| c.is_ascii_alphabetic())
                || is_port(other) && is_port(written)
        }
        Some('.' | '/' | ':' | '=') => after.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        Some(c) => c.is_ascii_alphanumeric() || "_&%".contains(c),
        None => false,
    }
}

/// Whether a number at either end of a range is a port's: it has no separator of thousands.
fn is_port(written: &str) -> bool {
    written.parse::<u16>().is_ok()
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
            ("計:123456件", vec![123_456]),
            ("合計（=123456）と=123457", vec![123_456, 123_457]),
            ("12,345/日", vec![12_345]),
            ("12,345-20,000", vec![12_345, 20_000]),
            ("65536-70000、-12345", vec![65_536, 70_000, 12_345]),
            ("host:18080、a=12345、12345=a、49152-65535/TCP、x-12345、12345-x、10-2022-CVE", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(numbers(text), found, "{text}");
        }
    }
}
