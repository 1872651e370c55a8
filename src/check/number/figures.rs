//! Figures of a row against the values that could be bound: packets, shares, changes and ranks.

use super::super::Desk;
use super::dates::digit;
use super::ground::{Asked, Ground};
use super::line::Line;
use super::subject::{Subject, counts};
use super::token::{Figure, Sense, Token, Unit};
use super::verdict::Verdict;
use crate::finding::Said;
use crate::report::Bindable;
use crate::rules::NEAR_MISS_PARTS;
use crate::said;
use crate::words::Value;

/// A value that a figure may be, as a binding would print it.
struct Candidate {
    /// The binding, braces and all.
    binding: String,
    label: String,
    attribute: &'static str,
    print: String,
    amount: f64,
    matches: bool,
    fit: i32,
}

/// Which attributes a figure may be of, and whether the words around it say so.
struct Wanted {
    attributes: &'static [&'static str],
    cued: bool,
}

/// Judges a figure of a row.
pub(super) fn judge(
    ground: &Ground<'_>,
    line: &Line<'_>,
    token: &Token,
    figure: &Figure,
    subject: &Subject<'_>,
) -> Verdict {
    let wanted = wanted(line, token, figure);
    let of_row = candidates(ground, figure, subject, wanted.attributes);
    let best = of_row.iter().map(|candidate| candidate.fit).max().unwrap_or(0);
    let strict = figure.unit == Unit::Rank;
    let hit = of_row.iter().find(|candidate| candidate.hits(figure) && (!strict || candidate.fit == best));
    if let Some(hit) = hit {
        return Verdict::True(Some(hit.binding.clone()));
    }
    if let Some(whole) = whole(ground, figure, subject) {
        return Verdict::True(Some(whole));
    }
    let mut near: Vec<_> = of_row.iter().filter(|candidate| candidate.fit == best).collect();
    let distance = |candidate: &Candidate| (candidate.amount - figure.amount()).abs();
    near.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
    match near.first() {
        Some(nearest) if subject.keys.len() == 1 && (wanted.cued || missed(nearest, figure)) => {
            let Candidate { label, print, binding, .. } = nearest;
            let Said { ja, en } = called(nearest.attribute);
            Verdict::False(
                said!(
                    "データでは、{label}の{ja}は「{print}」です",
                    "in the data the {en} of {label} is “{print}”"
                ),
                Some(binding.clone()),
            )
        }
        _ => Verdict::Unmatched(near.iter().take(3).map(|one| one.shown()).collect()),
    }
}

impl Candidate {
    /// Whether the figure is this value, or about as much where it does not claim to be exact.
    fn hits(&self, figure: &Figure) -> bool {
        let about = figure.hedged && figure.unit == Unit::Packets && near(self, figure);
        self.matches || about
    }

    /// The binding with what it prints, as a finding lists it.
    fn shown(&self) -> Said {
        super::tell::print(&self.binding, &self.print)
    }
}

/// Whether a figure lies so near that it was meant.
fn missed(nearest: &Candidate, figure: &Figure) -> bool {
    figure.unit == Unit::Packets && !figure.hedged && near(nearest, figure)
}

fn near(candidate: &Candidate, figure: &Figure) -> bool {
    (candidate.amount - figure.amount()).abs() * NEAR_MISS_PARTS <= candidate.amount.abs()
}

fn wanted(line: &Line<'_>, token: &Token, figure: &Figure) -> Wanted {
    let clause = line.clause(token.range.start);
    let before = line.words(&(clause.start..token.range.start));
    let (words, sentence) = (line.words(&clause), line.words(&line.sentence(token.range.start)));
    let any = |text: &str, cues: &[&str]| cues.iter().any(|cue| text.contains(cue));
    let wanted = |attributes, cued| Wanted { attributes, cued };
    match (figure.unit, figure.sense) {
        (Unit::Rank, _) => {
            let after = line.text[token.range.end..].trim_start();
            let was = any(before, &["前四半期", "前期"]) && !any(before, &["から", "続"])
                || after.starts_with("から");
            if was { wanted(&["previous"], true) } else { wanted(&["rank"], true) }
        }
        (Unit::Percent | Unit::Tenths | Unit::Times, Some(_))
            if any(sentence, &["期初", "期末", "日間平均"]) =>
        {
            wanted(&["change_10d"], true)
        }
        (Unit::Percent | Unit::Tenths | Unit::Times, Some(_)) if any(sentence, &["前四半期", "前期"]) => {
            wanted(&["change_quarter"], true)
        }
        (Unit::Percent | Unit::Tenths | Unit::Times, Some(_)) | (Unit::Times, None) => {
            wanted(&["change_10d", "change_quarter"], true)
        }
        (Unit::Percent | Unit::Tenths, None) => wanted(&["share"], any(words, &["占め", "割合", "全体の"])),
        (Unit::Packets, _) if before.rfind("期初") > before.rfind("期末") => wanted(&["first_10d"], true),
        (Unit::Packets, _) if before.contains("期末") => wanted(&["last_10d"], true),
        (Unit::Packets, _) if any(words, &["平均", "当たり", "あたり"]) => {
            wanted(&["per_day", "per_sensor_day", "first_10d", "last_10d"], true)
        }
        (Unit::Packets, _) if any(words, &["最多", "最大", "ピーク"]) => wanted(&["peak"], true),
        (Unit::Packets, _) if any(words, &["合計", "全部で"]) => wanted(&["packets"], true),
        (Unit::Packets, _) => wanted(&["packets", "peak", "per_day", "first_10d", "last_10d"], false),
        _ => wanted(&["packets", "peak", "per_day", "per_sensor_day"], false),
    }
}

/// Every value of the subject's rows that `figure` may be, those of the likeliest block first.
fn candidates(
    ground: &Ground<'_>,
    figure: &Figure,
    subject: &Subject<'_>,
    attributes: &'static [&'static str],
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (fit, block) in &subject.blocks {
        for key in subject.keys.iter().filter(|key| counts(block, key)) {
            let values = ground.values(block, key).iter();
            for &value in values {
                let name = attributes.iter().copied().find(|name| *name == attribute(value));
                let candidate = name.and_then(|name| candidate(ground.desk, name, value, figure));
                candidates.extend(candidate.map(|candidate| Candidate { fit: *fit, ..candidate }));
            }
        }
    }
    candidates
}

/// What an attribute is, in words.
fn called(attribute: &str) -> Said {
    match attribute {
        "rank" => said!("順位", "rank"),
        "previous" => said!("前四半期の順位", "previous rank"),
        "peak" => said!("最多の日のパケット数", "number of packets on the highest day"),
        "per_day" => said!("1日当たりの平均", "mean a day"),
        "per_sensor_day" => said!("1日・1台当たりの平均", "mean a sensor and day"),
        "share" => said!("割合", "share"),
        "change_10d" => said!("期初から期末への増減", "change from the first to the last days"),
        "change_quarter" => said!("前四半期からの増減", "change from the previous quarter"),
        "first_10d" => said!("期初の平均", "mean of the first days"),
        "last_10d" => said!("期末の平均", "mean of the last days"),
        _ => said!("パケット数", "number of packets"),
    }
}

/// The last name of a value's path.
pub(super) fn attribute(value: &Bindable) -> &str {
    match value.expression.path.last() {
        Some(crate::binding::Step::Name(name)) => name,
        _ => "",
    }
}

/// `value` in the form that fits `figure`; none where no form does.
fn candidate(
    desk: &Desk<'_>,
    attribute: &'static str,
    value: &Bindable,
    figure: &Figure,
) -> Option<Candidate> {
    let forms = forms(desk, value, figure);
    let is_it = |(_, print): &&(String, String)| bare(print) == core(figure) && agrees(value, figure.sense);
    let hit = forms.iter().find(is_it);
    let (filter, print) = hit.or_else(|| forms.first())?;
    Some(Candidate {
        binding: format!("{{{{ {}{filter} }}}}", value.expression),
        label: value.label.clone().unwrap_or_default(),
        print: print.clone(),
        amount: amount(&value.value),
        matches: hit.is_some(),
        attribute,
        fit: 0,
    })
}

/// What `value` prints through each filter that fits `figure`, the form nearest to it first.
pub(super) fn forms(desk: &Desk<'_>, value: &Bindable, figure: &Figure) -> Vec<(String, String)> {
    let digits = figure.decimals();
    let through = |name: &str, argument: Option<i64>| {
        let print = desk.words.filtered(&value.value, name, argument).ok()?;
        let argument = argument.map(|argument| format!("({argument})")).unwrap_or_default();
        Some((format!(" | {name}{argument}"), print))
    };
    match figure.unit {
        Unit::Percent => {
            let digits = (digits > 0).then_some(i64::from(digits));
            [through("percent", digits), through("wari", None)].into_iter().flatten().collect()
        }
        Unit::Tenths | Unit::Times => through("wari", None).into_iter().collect(),
        _ if figure.digits.ends_with(['万', '億']) => through("man", None).into_iter().collect(),
        _ => [Some((String::new(), value.print.clone())), through("number", None)]
            .into_iter()
            .flatten()
            .collect(),
    }
}

/// The figure as [`bare`] leaves a print.
fn core(figure: &Figure) -> String {
    let sign = match figure.sense {
        Some(Sense::Rise) if figure.unit == Unit::Tenths => "増",
        Some(Sense::Fall) if figure.unit == Unit::Tenths => "減",
        _ => "",
    };
    let unit = match figure.unit {
        Unit::Percent => "%",
        Unit::Tenths => "割",
        Unit::Times => "倍",
        _ => "",
    };
    format!("{}{unit}{sign}", figure.digits)
}

/// What is left of a print without 約, commas, signs and spaces.
pub(super) fn bare(print: &str) -> String {
    let print = print.replace(" percent", "%").replace("倍増", "2倍");
    print.chars().filter(|c| c.is_ascii_digit() || ".万億割%倍増減".contains(*c)).collect()
}

/// Whether a change goes where the words behind a figure say.
fn agrees(value: &Bindable, sense: Option<Sense>) -> bool {
    match (&value.value, sense) {
        (Value::Change(change), Some(Sense::Rise)) => change.over > 0,
        (Value::Change(change), Some(Sense::Fall)) => change.over < 0,
        (Value::Share(_), Some(_)) => false,
        _ => true,
    }
}

fn amount(value: &Value) -> f64 {
    match value {
        Value::Number(number) | Value::Packets(number) => *number as f64,
        Value::Mean(ratio) | Value::Index(ratio) => ratio.over as f64 / ratio.under as f64,
        Value::Share(ratio) | Value::Change(ratio) => 100.0 * (ratio.over as f64 / ratio.under as f64).abs(),
        Value::Text(text) => text.parse().unwrap_or(f64::MAX),
        Value::Day(_) | Value::Truth(_) => f64::MAX,
    }
}

/// The fact, looked up by hand, that `figure` is: with its unit behind it, where it has one. `words` begin with it.
pub(super) fn fact(ground: &Ground<'_>, figure: &Figure, words: &str) -> Option<String> {
    let behind = words.trim_start_matches(|c: char| digit(c).is_some() || ",，.．".contains(c)).trim_start();
    let fits = |value: &&&Bindable| {
        let id = attribute(value);
        let unit = ground.desk.job.edition.facts.get(id).map_or("", |fact| fact.unit.as_str());
        unit == "%" || if unit.is_empty() { figure.unit == Unit::Other } else { behind.starts_with(unit) }
    };
    let facts = ground.wholes.iter().filter(|value| value.expression.root() == Some("facts")).filter(fits);
    let mut told = facts.flat_map(|value| {
        forms(ground.desk, value, figure).into_iter().map(move |(filter, print)| (value, filter, print))
    });
    let (value, filter, _) = told.find(|(_, _, print)| bare(print) == core(figure))?;
    Some(format!("{{{{ {}{filter} }}}}", value.expression))
}

/// The total of a block that `figure` is.
fn whole(ground: &Ground<'_>, figure: &Figure, subject: &Subject<'_>) -> Option<String> {
    let packets = matches!(figure.unit, Unit::Packets | Unit::Other);
    let touched: Vec<&Asked<'_>> = subject.blocks.iter().map(|(_, block)| *block).collect();
    let of_block = |value: &&&Bindable| {
        packets
            && attribute(value) == "packets"
            && touched.iter().any(|block| value.expression.root() == Some(block.id))
            && forms(ground.desk, value, figure).iter().any(|(_, print)| bare(print) == core(figure))
    };
    ground.wholes.iter().find(of_block).map(|value| format!("{{{{ {} }}}}", value.expression))
}
