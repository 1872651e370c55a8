//! Errors where a number is bound: somebody typed another one over it.

use super::written::{Bound, Edit, Written};

/// So many wrong values are tried at a place.
const VARIANTS: usize = 4;

/// Types `instead` over a binding, where it differs from what that prints.
fn typed(bound: &Bound, instead: &str) -> Option<Edit> {
    (bound.print != instead).then(|| Edit { range: bound.range.clone(), instead: instead.to_owned() })
}

/// `text` with its last digit one further.
fn further(text: &str) -> Option<String> {
    let at = text.rfind(|c: char| c.is_ascii_digit())?;
    let digit = text[at..].chars().next()?.to_digit(10)?;
    Some(format!("{}{}{}", &text[..at], (digit + 1) % 10, &text[at + 1..]))
}

/// `text` with its first digit one further: an error that no rounding excuses.
fn coarser(text: &str) -> Option<String> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let digit = text[at..].chars().next()?.to_digit(10)?;
    Some(format!("{}{}{}", &text[..at], digit % 9 + 1, &text[at + 1..]))
}

/// What each binding of `attributes` prints, changed once, twice and so on.
fn all(written: &Written, attributes: &[&str], change: fn(&str) -> Option<String>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for bound in attributes.iter().flat_map(|attribute| written.of(attribute)) {
        let changes = std::iter::successors(change(&bound.print), |print| change(print)).take(VARIANTS);
        edits.extend(changes.filter_map(|print| typed(bound, &print)));
    }
    edits
}

/// The months of the quarter before.
pub fn quarter(written: &Written) -> Vec<Edit> {
    let before = |title: &str| {
        let (year, months) = title.split_once('年')?;
        let (year, months) = match months {
            "1～3月" => (year.parse::<i32>().ok()? - 1, "10～12月"),
            "4～6月" => (year.parse().ok()?, "1～3月"),
            "7～9月" => (year.parse().ok()?, "4～6月"),
            _ => (year.parse().ok()?, "7～9月"),
        };
        Some(format!("{year}年{months}"))
    };
    all(written, &["title"], before)
}

/// A rank that the row does not have.
pub fn rank(written: &Written) -> Vec<Edit> {
    all(written, &["rank"], coarser)
}

/// A previous rank that the row did not have.
pub fn previous(written: &Written) -> Vec<Edit> {
    all(written, &["previous"], coarser)
}

/// A number of packets with a wrong digit.
pub fn packets(written: &Written) -> Vec<Edit> {
    all(written, &["packets", "peak", "per_sensor_day", "first_10d", "last_10d"], further)
}

/// A share that is off.
pub fn share(written: &Written) -> Vec<Edit> {
    all(written, &["share"], coarser)
}

/// A change that is off.
pub fn change(written: &Written) -> Vec<Edit> {
    let other = |print: &str| {
        if print.contains("横ばい") { Some("約4割増".to_owned()) } else { coarser(print) }
    };
    all(written, &["change_10d", "change_quarter"], other)
}

/// A rise for a fall.
pub fn direction(written: &Written) -> Vec<Edit> {
    let other = |print: &str| match print {
        _ if print.contains('増') => vec![print.replace('増', "減"), "減少".to_owned()],
        _ if print.contains('減') => vec![print.replace('減', "増"), "増加".to_owned()],
        _ if print.contains('倍') => vec!["約5割減".to_owned(), "減少".to_owned()],
        _ => vec!["約3割減".to_owned(), "約3割増".to_owned()],
    };
    let bound = ["change_10d", "change_quarter"].into_iter().flat_map(|name| written.of(name));
    bound.flat_map(|bound| other(&bound.print).into_iter().filter_map(|print| typed(bound, &print))).collect()
}

/// The opposite word beside a bound change.
pub fn beside(written: &Written) -> Vec<Edit> {
    let opposite = |print: &str| match print {
        _ if print.contains(['増', '倍']) => ["の減少", "の低下"].as_slice(),
        _ if print.contains('減') => ["の増加", "の上昇"].as_slice(),
        _ => &[],
    };
    let bound = ["change_10d", "change_quarter"].into_iter().flat_map(|name| written.of(name));
    let beside = |bound: &Bound| {
        let end = bound.range.end;
        opposite(&bound.print).iter().map(move |word| Edit { range: end..end, instead: (*word).to_owned() })
    };
    bound.flat_map(beside).collect()
}

/// The opposite of what a claim says, typed over it.
pub fn claim(written: &Written) -> Vec<Edit> {
    let opposites = [
        ("上が", "下が"),
        ("減少", "増加"),
        ("増加", "減少"),
        ("増え", "減り"),
        ("減り", "増え"),
        ("前四半期と同じく", "前四半期と異なり"),
        ("順位も含めて前四半期と同じ", "前四半期と異なるもの"),
        ("急増", "急減"),
    ];
    let claims = written.bindings.iter().filter(|bound| bound.expression.contains("holds("));
    let typed = |bound: &Bound| {
        let (right, wrong) = opposites.iter().find(|(right, _)| bound.print.contains(right))?;
        typed(bound, &bound.print.replace(right, wrong))
    };
    let moves =
        |bound: &&Bound| ["増え", "減り", "増加し", "減少し"].iter().any(|word| bound.print.contains(word));
    let flat = written.bindings.iter().filter(|bound| bound.expression.contains("holds(")).filter(moves);
    let flat =
        flat.map(|bound| Edit { range: bound.range.clone(), instead: "横ばいで推移し".to_owned() });
    claims.filter_map(typed).chain(flat).collect()
}

/// The day after.
pub fn date(written: &Written) -> Vec<Edit> {
    let other = |print: &str| {
        let (month, day) = print.trim_end_matches('日').split_once('月')?;
        let day: u32 = day.parse().ok()?;
        Some(format!("{month}月{}日", if day < 28 { day + 1 } else { day - 1 }))
    };
    all(written, &["peak_day"], other)
}

/// The name of another service.
pub fn service(written: &Written) -> Vec<Edit> {
    let other = |print: &str| {
        let (port, name) = print.split_once('（')?;
        let name = if name == "http）" { "https）" } else { "http）" };
        Some(format!("{port}（{name}"))
    };
    let mut edits = all(written, &["label"], other);
    edits.extend(written.each("（ms-sql-s）", "（ms-sql-m）"));
    edits.extend(written.each("（ms-wbt-server）", "（MS-WBT-Server）"));
    edits.extend(written.each("（domain）", "（http）"));
    edits.extend(written.each("（http）", "（https）"));
    edits.extend(written.each("（ssh）", "（telnet）"));
    edits
}
