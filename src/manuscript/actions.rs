//! The block ` ```actions `: for each key that a table ranks, the fixed text that says what to do about it.

use super::{ActionText, Actions, Block, Reader, Table, chart, markdown, text};
use crate::config::{FixedText, Table as Toml};
use crate::finding::{Finding, Place};
use crate::key::Key;
use crate::question::By;
use crate::said;

/// Reads the block; `None` where it names no table. Its texts are read once the table is known.
pub(super) fn read(toml: &mut Toml, place: Place) -> Option<Actions> {
    toml.require(&["of"]);
    let of = toml.text("of")?;
    Some(Actions { of: of.value, texts: Vec::new(), of_place: of.place, place })
}

/// Gives each block the texts on keys of its table's kind that hold on the quarter's last day.
pub(super) fn resolve(reader: &mut Reader<'_>) {
    let mut blocks = std::mem::take(&mut reader.manuscript.blocks);
    let tables: Vec<Table> = blocks.iter().filter_map(chart::table).cloned().collect();
    let mut seen: Vec<String> = Vec::new();
    for block in &mut blocks {
        let Block::Actions(actions) = block else { continue };
        match tables.iter().find(|table| table.id == actions.of) {
            Some(_) if seen.contains(&actions.of) => reader.findings.push(again(actions)),
            Some(table) => actions.texts = texts(reader, &table.question.by, actions),
            None if reader.manuscript.broken.contains(&actions.of) => {}
            None => reader.findings.push(chart::no_table(&actions.of, &actions.of_place, &tables)),
        }
        seen.push(actions.of.clone());
    }
    reader.manuscript.blocks = blocks;
}

fn texts(reader: &mut Reader<'_>, by: &By, actions: &Actions) -> Vec<ActionText> {
    let kind = |key: &&Key| match by {
        By::Port => matches!(key, Key::Port(_)),
        By::Region => matches!(key, Key::Region(_)),
        By::Sensor | By::Column(_) | By::Total => false,
    };
    let mut texts: Vec<ActionText> = Vec::new();
    for text in text::held(reader) {
        let (known, keys): (Vec<Key>, Vec<Key>) = text
            .keys
            .iter()
            .filter(kind)
            .cloned()
            .partition(|key| texts.iter().any(|text| text.keys.contains(key)));
        reader.findings.extend(known.iter().map(|key| twice(key, text)));
        if !keys.is_empty() {
            texts.push(ActionText { keys, blocks: blocks(reader, text) });
        }
    }
    if texts.is_empty() {
        reader.findings.push(none(actions));
    }
    texts
}

fn blocks(reader: &mut Reader<'_>, text: &FixedText) -> Vec<Block> {
    let mut blocks = markdown::read(reader, &text.file, &text.markdown);
    let fits = |block: &Block| matches!(block, Block::Paragraph(_) | Block::List(_));
    for block in blocks.extract_if(.., |block| !fits(block)) {
        let place = block.place().unwrap_or_else(|| Place::file(&text.file));
        reader.findings.push(Finding::error(
            "action-block",
            place,
            said!(
                "対策の文には段落と箇条書きだけを書けます。",
                "An action text holds paragraphs and lists only."
            ),
            said!(
                "見出しは項目の名前から付きます。見出し・表・引用を外してください。",
                "Its heading comes from its key: take headings, tables and quotations out."
            ),
        ));
    }
    blocks
}

fn again(actions: &Actions) -> Finding {
    let of = &actions.of;
    Finding::error(
        "actions-again",
        actions.place.clone(),
        said!(
            "表「{of}」の対策の文は、すでに置いてあります。",
            "The action texts of “{of}” stand here already."
        ),
        said!("どちらか一つにしてください。", "Keep one of the two blocks."),
    )
}

fn none(actions: &Actions) -> Finding {
    let of = &actions.of;
    Finding::warning(
        "actions-none",
        actions.of_place.clone(),
        said!(
            "表「{of}」の項目のための、この四半期に有効な対策の文が、一つもありません。",
            "No action text that holds in this quarter speaks of keys of the table “{of}”."
        ),
        said!(
            "textsのフォルダーの文の先頭に、「+++」の間に keys = [\"23/TCP\"] のように書いてください。書けるのは、ポートと地域です。",
            "Name keys at the head of a file in the folder of texts, between lines `+++`: keys = [\"23/TCP\"]. Keys are ports and regions."
        ),
    )
}

fn twice(key: &Key, text: &FixedText) -> Finding {
    Finding::error(
        "action-twice",
        Place::file(&text.file),
        said!(
            "{key}のための対策の文は、もう一つあります。",
            "There is another action text on {key} that holds in this quarter."
        ),
        said!(
            "一方の keys から{key}を外すか、from と to で有効な期間を分けてください。",
            "Take {key} out of the keys of one, or part them by from and to."
        ),
    )
}
