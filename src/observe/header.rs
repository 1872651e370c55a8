//! A header in which nothing stands that a source looks for: one finding on what it seems to be, in place of one for
//! each column. In come a source and the header of a delivery. Reads only so much of the file as titles may take.

use std::collections::BTreeSet;

use super::asked::{Role, configured};
use super::engine::day;
use super::load::{Delivery, Format, SENSOR_OF_FILE, records};
use super::role::{DEFAULT_MEASURE, keys};
use super::words::{Word, word};
use crate::config::{Layout, Source};
use crate::finding::{Finding, Place, Said};
use crate::said;

/// Titles take at most so many records.
const TITLES: usize = 20;

/// Signs that stand between values elsewhere, as people call them.
const SEPARATORS: [(char, &str, &str); 2] = [('\t', "タブ", "tabs"), (';', "セミコロン", "semicolons")];

/// The finding on the header of `delivery`, if it is none that `source` describes.
pub fn strange(source: &Source, delivery: &Delivery) -> Option<Finding> {
    let names = delivery.columns.iter().map(|(name, _)| name.as_str());
    let header = names.filter(|name| *name != SENSOR_OF_FILE).collect::<Vec<_>>();
    let wanted = wanted(source);
    let days = header.iter().filter(|name| day(name).is_some()).count();
    let across = days > 1 && source.shape.layout == Layout::Long;
    if !across && header.iter().any(|name| wanted.contains(name)) {
        return None;
    }
    let seems = if across {
        across_days(source)
    } else if days > 0 {
        no_header(&wanted)
    } else {
        separated(&header)
            .or_else(|| below_titles(source, delivery, &wanted))
            .or_else(|| called_otherwise(source, &header))
            .unwrap_or_else(|| unknown(source, delivery))
    };
    Some(finding(delivery, &header, &wanted, across, seems))
}

/// The names that a source looks for in a header.
fn wanted(source: &Source) -> BTreeSet<&str> {
    let measure = Role::Measure(DEFAULT_MEASURE.to_owned());
    let roles = keys(source).into_iter().chain([measure]).collect::<Vec<_>>();
    roles.iter().filter_map(|role| configured(source, role)).collect()
}

fn finding(
    delivery: &Delivery,
    header: &[&str],
    wanted: &BTreeSet<&str>,
    across: bool,
    mend: Said,
) -> Finding {
    let (header, wanted) = (header.join(", "), wanted.iter().copied().collect::<Vec<_>>().join(", "));
    let what = if across {
        said!(
            "見出しに日付が並んでいますが、縦長（long）の表として読もうとしました。見出しは {header} です。",
            "There are days in the header, but the table was to be read as a long one. The header is {header}."
        )
    } else {
        said!(
            "見出しに、このソースの列（{wanted}）が一つもありません。見出しは {header} です。",
            "None of this source's columns ({wanted}) is in the header. The header is {header}."
        )
    };
    Finding::error("header-unknown", Place::at(&*delivery.shown, delivery.header_line(), 0), what, mend)
}

fn across_days(source: &Source) -> Said {
    let name = &source.name;
    said!(
        "日ごとに列がある横長の表なら、teiten.toml の [sources.{name}] に shape = \"wide\" と書いてください。",
        "If each day has a column, write shape = \"wide\" under [sources.{name}] in teiten.toml."
    )
}

fn no_header(wanted: &BTreeSet<&str>) -> Said {
    let names = wanted.iter().copied().collect::<Vec<_>>().join(", ");
    said!(
        "データの行を見出しとして読んだようです。見出しの行がなければ、データの前に列名の行（{names}）を加えてください。あれば、teiten.toml の skip の行数を減らしてください。",
        "A row of data seems to stand in its place. Put a line with the names of the columns ({names}) before the data; if there is one, lower skip in teiten.toml."
    )
}

/// One name that holds another separator than the comma.
fn separated(header: &[&str]) -> Option<Said> {
    let [name] = header else { return None };
    let (_, ja, en) = SEPARATORS.into_iter().find(|(sign, ..)| name.contains(*sign))?;
    Some(said!(
        "値が{ja}で区切られているようです。コンマ区切りのCSVとして保存し直してください（Excelでは「CSV UTF-8（コンマ区切り）」）。",
        "Its values seem to be separated by {en}. Save it as a CSV separated by commas (“CSV UTF-8” in Excel)."
    ))
}

/// A header that stands further below, under titles.
fn below_titles(source: &Source, delivery: &Delivery, wanted: &BTreeSet<&str>) -> Option<Said> {
    if delivery.format != Format::Csv || source.shape.skip > 0 {
        return None;
    }
    let (mut count, mut found) = (0, None);
    let taken = records::records(&delivery.path, &delivery.shown, source, |record| {
        count += 1;
        let here = record.cells.iter().any(|cell| wanted.contains(cell.as_str()));
        found = found.or_else(|| here.then_some(record.line));
        found.is_none() && count < TITLES
    });
    let (line, name) = (taken.ok().and(found)?, &source.name);
    let skip = line.saturating_sub(1);
    Some(said!(
        "{line}行目が見出しのようです。teiten.toml の [sources.{name}] に skip = {skip} と書いてください。",
        "Line {line} seems to be the header. Write skip = {skip} under [sources.{name}] in teiten.toml."
    ))
}

/// Names that are known to head such columns.
fn called_otherwise(source: &Source, header: &[&str]) -> Option<Said> {
    let (name, mut columns, mut packets) = (&source.name, Vec::new(), None);
    for held in header {
        let key = match word(held) {
            Some(Word::Date) => Some("date"),
            Some(Word::Packets) => {
                packets = Some(*held);
                None
            }
            word => word.and_then(Word::key),
        };
        columns.extend(key.map(|key| format!("{key} = \"{held}\"")));
    }
    let (ja, en) = (columns.join("、"), columns.join(", "));
    let (also_ja, also_en) = packets.map_or_else(Default::default, |held| {
        let section = format!("[sources.{name}.measures.packets]");
        (
            format!("{section} という節に column = \"{held}\" を、"),
            format!("column = \"{held}\" under {section} and "),
        )
    });
    (!columns.is_empty()).then(|| {
        said!(
            "teiten.toml に、{also_ja}[sources.{name}.columns] という節に {ja} を書き加えてください。",
            "Write {also_en}{en} under [sources.{name}.columns] in teiten.toml."
        )
    })
}

fn unknown(source: &Source, delivery: &Delivery) -> Said {
    let (name, file) = (&source.name, &delivery.shown);
    said!(
        "見出しの前に表題などの行があれば、teiten.toml の [sources.{name}] の skip に行数を書いてください。列名が違うなら [sources.{name}.columns] で対応づけてください。teiten sources {file} を実行すると、案が表示されます。",
        "If title lines stand before the header, give their number as skip under [sources.{name}] in teiten.toml; if its columns are called otherwise, map them under [sources.{name}.columns]. `teiten sources {file}` proposes both."
    )
}
