//! Fenced blocks: the list of their kinds, and what all of them share.

use super::markdown::Source;
use super::{Block, Inlines, Reader, actions, chart, image, inline, table, text};
use crate::config::mend::quoted;
use crate::config::{Origin, Table as Toml, Value, is_device};
use crate::finding::{Finding, Place, nearest};
use crate::said;

/// The TOML inside a fence, and where its first line begins.
pub(super) struct Body<'b> {
    pub(super) text: &'b str,
    pub(super) line: u32,
    pub(super) column: u32,
}

/// The kinds of blocks by the word after the fence.
const KINDS: [&str; 5] = ["actions", "chart", "image", "table", "text"];

/// Reads a fenced block and puts what it stands for at the end of `blocks`.
pub(super) fn read(
    reader: &mut Reader<'_>,
    source: &Source<'_>,
    kind: &str,
    body: &Body<'_>,
    place: Place,
    blocks: &mut Vec<Block>,
) {
    let origin = Origin { line: body.line, column: body.column };
    let (mut toml, findings) = Toml::parse(source.file, body.text, origin);
    match kind {
        "actions" => blocks.extend(actions::read(&mut toml, place).map(Block::Actions)),
        "table" => blocks.extend(table::read(reader, source, &mut toml, place).map(Block::Table)),
        "chart" => blocks.extend(chart::read(reader, source, &mut toml, place).map(Block::Chart)),
        "image" => blocks.extend(image::read(reader, source, &mut toml, place).map(Block::Image)),
        "text" => text::read(reader, &mut toml, &place, blocks),
        other => return reader.findings.push(unknown(other, place)),
    }
    reader.findings.extend(findings);
    reader.findings.extend(toml.finish());
}

fn unknown(kind: &str, place: Place) -> Finding {
    let kinds = KINDS.join(", ");
    let mend = match nearest(kind, KINDS) {
        Some(near) => said!("「{near}」ではありませんか。", "Did you mean “{near}”?"),
        None => said!("使えるブロック：{kinds}", "Known blocks: {kinds}"),
    };
    Finding::error(
        "block-unknown",
        place,
        said!("「{kind}」というブロックはありません。", "There is no block “{kind}”."),
        mend,
    )
}

/// The block's id, which is also an anchor, a file name and a name in bindings.
pub(super) fn id(reader: &mut Reader<'_>, toml: &mut Toml, place: &Place) -> Option<String> {
    toml.require(&["id"]);
    let id = toml.text("id")?;
    claimed(reader, id, place)
}

/// `id`, if it can be one and nothing else has it; the thing that it names stands at `place`.
pub(super) fn claimed(reader: &mut Reader<'_>, id: Value<String>, place: &Place) -> Option<String> {
    let opens = id.value.starts_with(|c: char| c.is_ascii_lowercase());
    let good = id.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let counted = ["section_", "reference_", "action_"].iter().any(|house| id.value.starts_with(house))
        || is_paragraph(&id.value);
    let kept = counted
        || id.value.ends_with("_full")
        || RESERVED.contains(&id.value.as_str())
        || is_device(&id.value);
    if !opens || !good || kept || id.value.len() > 40 {
        let (name, reserved) = (quoted(&id.value), RESERVED.join(", "));
        reader.findings.push(Finding::error(
            "id-form",
            id.place,
            said!("id「{name}」は使えません。", "The id “{name}” cannot be used."),
            said!(
                "英小文字で始まる英小文字・数字・「_」の40字以内にしてください。次の名前は予約されています：{reserved}, section_…, reference_…, action_…, …_full、p12 のような段落番号、con などWindowsの装置名",
                "Use up to 40 lower-case letters, digits and “_”, beginning with a letter. Reserved: {reserved}, section_…, reference_…, action_…, …_full, numbers of paragraphs such as p12, and devices of Windows such as con"
            ),
        ));
        return None;
    }
    reader.claim(&id.value, place);
    Some(id.value)
}

/// Names that bindings, chapters and files of the house use themselves, besides `section_…`, `reference_…`, `action_…`, `…_full`
/// and `p12`.
const RESERVED: [&str; 11] = [
    "coverage",
    "edition",
    "facts",
    "fiscal",
    "history",
    "method",
    "previous",
    "quarter",
    "references",
    "sensors",
    "year_before",
];

/// Whether `id` is that of a paragraph in a draft: p12.
fn is_paragraph(id: &str) -> bool {
    id.strip_prefix('p')
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// One line of words under `key`.
pub(super) fn words(
    reader: &mut Reader<'_>,
    source: &Source<'_>,
    toml: &mut Toml,
    key: &str,
) -> Option<Inlines> {
    let line = toml.text(key)?;
    if line.value.contains('\n') {
        reader.findings.push(Finding::error(
            "words-lines",
            line.place.clone(),
            said!("「{key}」は1行で書いてください。", "`{key}` is one line."),
            said!("改行を取り除いてください。", "Take the line breaks out."),
        ));
    }
    // The words begin after the quote.
    let mut place = line.place;
    place.column += 1;
    Some(inline::line(reader, source, &line.value, &place))
}
