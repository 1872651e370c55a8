//! Figures of a row against the values that could be bound: packets, shares, changes and ranks.

use super::super::Desk;
use super::amount::{distance, is_bounded, is_near, is_rounded, is_slip, of_figure, of_value};
use super::dates::digit;
use super::ground::Ground;
use super::line::Line;
use super::subject::{Subject, counts};
use super::token::{Figure, Sense, Token, Unit};
use super::verdict::{Mend, Verdict};
use super::when::{Basis, compared};
use crate::finding::Said;
use crate::question::Ratio;
use crate::report::Bindable;
use crate::said;
use crate::words::Value;

/// A value that a figure may be, as a binding would print it.
struct Candidate<'v> {
    value: &'v Bindable,
    /// The filter, bar and all.
    filter: String,
    print: String,
    attribute: &'static str,
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
    let hit = |hits: &dyn Fn(&Candidate<'_>) -> bool| {
        of_row.iter().find(|candidate| hits(candidate) && (!strict || candidate.fit == best))
    };
    if let Some(hit) =
        hit(&|candidate| candidate.matches).or_else(|| hit(&|one| is_rounded(&one.value.value, figure)))
    {
        return Verdict::True(Some(hit.mend()));
    }
    if let Some(whole) = whole(ground, line, token, figure, subject) {
        return Verdict::True(Some(whole));
    }
    if hit(&|candidate| candidate.fit == best && is_bounded(&candidate.value.value, figure)).is_some() {
        return Verdict::True(None);
    }
    let mut near: Vec<_> = of_row.iter().filter(|candidate| candidate.fit == best).collect();
    near.sort_by_key(|candidate| distance(candidate.amount(), of_figure(figure)));
    match near.first() {
        Some(nearest)
            if subject.keys.len() == 1 && (wanted.cued || near.iter().any(|one| one.is_missed(figure))) =>
        {
            let nearest = near.iter().find(|one| one.is_missed(figure)).unwrap_or(nearest);
            Verdict::False(nearest.says(another(ground, figure, subject)), Some(nearest.mend()))
        }
        None if wanted.attributes == ["change_year"] => Verdict::Unmatched(vec![said!(
            "前年同期のデータがありません",
            "there are no data of the year before"
        )]),
        _ => Verdict::Unmatched(near.iter().take(3).map(|one| one.shown()).collect()),
    }
}

impl Candidate<'_> {
    fn mend(&self) -> Mend {
        Mend::through(self.value, &self.filter, &self.print)
    }

    fn amount(&self) -> Option<Ratio> {
        of_value(&self.value.value)
    }

    /// Whether a figure lies so near, or is so nearly the same digits, that it was meant.
    fn is_missed(&self, figure: &Figure) -> bool {
        let exact = figure.unit == Unit::Packets && !figure.hedged && figure.bound.is_none();
        exact && (is_near(self.amount(), figure) || is_slip(&self.value.value, figure))
    }

    /// What the data say of it; `another` is what has the figure.
    fn says(&self, another: Option<String>) -> Said {
        let Said { ja, en } = called(self.attribute);
        let label = self.value.label.clone().unwrap_or_default();
        let (print, Said { ja: unit, en: unit_en }) = (&self.print, unit(self.attribute));
        let Said { ja: of_ja, en: of_en } = another.map_or(said!("", ""), |another| {
            said!("（書かれた値は{another}のものです）", " (what is written is of {another})")
        });
        said!(
            "データでは、{label}の{ja}は{print}{unit}です{of_ja}",
            "in the data the {en} of {label} is “{print}{unit_en}”{of_en}"
        )
    }

    /// The binding with what it prints, as a finding lists it.
    fn shown(&self) -> Said {
        super::tell::print(&format!("{{{{ {}{} }}}}", self.value.expression, self.filter), &self.print)
    }
}

/// The unit that stands behind what an attribute prints.
fn unit(attribute: &str) -> Said {
    match attribute {
        "rank" => said!("位", ""),
        "packets" | "peak" | "per_day" | "per_sensor_day" | "first_10d" | "last_10d" => {
            said!("パケット", " packets")
        }
        _ => said!("", ""),
    }
}

/// Whose number of packets an exact figure is, where it is that of another row of the blocks that are spoken of.
fn another(ground: &Ground<'_>, figure: &Figure, subject: &Subject<'_>) -> Option<String> {
    if figure.unit != Unit::Packets || figure.hedged || figure.digits.len() < 3 {
        return None;
    }
    let blocks = subject.keys.iter().flat_map(|key| subject.best(key));
    let values = blocks.flat_map(|block| block.shown.iter().flat_map(|key| ground.values(block, key)));
    let mut packets = values.filter(|value| attribute(value) == "packets");
    let value = packets.find(|value| bare(&value.print) == core(figure))?;
    value.label.clone()
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
        (Unit::Percent | Unit::Tenths | Unit::Times, Some(_)) | (Unit::Times, None) => {
            let loose = || any(sentence, &["前四半期", "前期"]).then_some(Basis::Quarters);
            match compared(words).or_else(|| compared(sentence)).or_else(loose) {
                Some(Basis::Year) => wanted(&["change_year"], true),
                Some(Basis::Elsewhere) => wanted(&[], true),
                Some(Basis::Windows) => wanted(&["change_10d"], true),
                Some(_) => wanted(&["change_quarter"], true),
                None => wanted(&["change_10d", "change_quarter"], true),
            }
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
fn candidates<'v>(
    ground: &'v Ground<'_>,
    figure: &Figure,
    subject: &Subject<'v>,
    attributes: &'static [&'static str],
) -> Vec<Candidate<'v>> {
    let mut candidates = Vec::new();
    for (fit, block) in &subject.blocks {
        for key in subject.keys.iter().filter(|key| counts(block, key)) {
            for &value in ground.values(block, key) {
                let name = attributes.iter().copied().find(|name| *name == attribute(value));
                candidates.extend(name.and_then(|name| candidate(ground.desk, name, value, figure, *fit)));
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
fn candidate<'v>(
    desk: &Desk<'_>,
    attribute: &'static str,
    value: &'v Bindable,
    figure: &Figure,
    fit: i32,
) -> Option<Candidate<'v>> {
    let forms = forms(desk, value, figure);
    let is_it = |(_, print): &&(String, String)| bare(print) == core(figure) && agrees(value, figure.sense);
    let hit = forms.iter().find(is_it);
    let (filter, print) = hit.or_else(|| forms.first())?.clone();
    Some(Candidate { value, filter, print, attribute, matches: hit.is_some(), fit })
}

/// What `value` prints through each filter that fits `figure`, the plainest first.
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
        Unit::Rank if matches!(value.value, Value::Previous(_)) => {
            through("rank", None).into_iter().collect()
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

/// The fact, looked up by hand, that `figure` is: with its unit behind it, where it has one. `words` begin with it.
pub(super) fn fact(ground: &Ground<'_>, figure: &Figure, words: &str) -> Option<Mend> {
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
    let (value, filter, print) = told.find(|(_, _, print)| bare(print) == core(figure))?;
    Some(Mend::through(value, &filter, &print))
}

/// The total of a block that `figure` is: of the likeliest ones, where the sentence names no key or says that it is one.
fn whole(
    ground: &Ground<'_>,
    line: &Line<'_>,
    token: &Token,
    figure: &Figure,
    subject: &Subject<'_>,
) -> Option<Mend> {
    let clause = line.words(&line.clause(token.range.start));
    let total = ["合計", "全体", "総数", "のうち", "total"].iter().any(|word| clause.contains(word));
    if subject.is_named && !total || !matches!(figure.unit, Unit::Packets | Unit::Other) {
        return None;
    }
    let of_block = |value: &&&Bindable| {
        attribute(value) == "packets"
            && subject.blocks.iter().any(|(_, block)| value.expression.root() == Some(block.id))
            && forms(ground.desk, value, figure).iter().any(|(_, print)| bare(print) == core(figure))
    };
    ground.wholes.iter().find(of_block).map(|value| Mend::value(value))
}
