//! A draft as Markdown, for an editor to copy from. Comes in: a composed draft and a language. Goes out: a text in which
//! no name from the data means anything to Markdown.

use super::{Block, Draft, Kind, Level, Proposal};
use crate::finding::Said;
use crate::lang::Lang;
use crate::said;

/// The draft in `lang`; sentences stand in both languages.
pub fn markdown(draft: &Draft, lang: &Lang) -> String {
    let edition = &draft.edition;
    let mut text = format!("# {}\n\n", said!("{edition}の下読み", "First read of {edition}").in_lang(lang));
    text += &format!("> **{}**\n\n", internal().in_lang(lang));
    text += &format!("{}\n\n", summary(draft).in_lang(lang));
    if !draft.blocks.is_empty() {
        let heading = said!("先に貼る表", "Tables to paste first");
        text += &format!("## {}\n\n", heading.in_lang(lang));
        draft.blocks.iter().for_each(|block| text += &fenced(block));
    }
    for (at, proposal) in draft.proposals.iter().enumerate() {
        text += &one(at + 1, proposal, lang);
    }
    text += &format!("## {}\n\n", said!("調べ方", "Method").in_lang(lang));
    draft.method.iter().for_each(|said| text += &format!("- {}\n", escaped(said.in_lang(lang))));
    text
}

/// Whom it is for.
pub fn internal() -> Said {
    said!(
        "未公表・内部資料：公開の設定を当てていない数と、センサーの名前を含みます。組織の外に出さないでください。",
        "Not published, for the house alone: with numbers that no rule of disclosure has seen, and names of sensors."
    )
}

/// How much was read and what of it is proposed.
pub fn summary(draft: &Draft) -> Said {
    let (series, count) = (draft.series, draft.proposals.len());
    let of = |level: Level| draft.proposals.iter().filter(|proposal| proposal.level == level).count();
    let (strong, fair, weak) = (of(Level::Strong), of(Level::Fair), of(Level::Weak));
    said!(
        "日ごとの値{series}系列を読み、{count}件を挙げます（強い{strong}、中くらい{fair}、弱い{weak}）。文は提案です。貼る前に、根拠を確かめてください。",
        "{series} series of days were read; {count} proposals follow ({strong} strong, {fair} fair, {weak} weak). Look at the evidence before a sentence is pasted."
    )
}

/// What a level is called.
pub fn level(level: Level) -> Said {
    match level {
        Level::Strong => said!("強い", "strong"),
        Level::Fair => said!("中くらい", "fair"),
        Level::Weak => said!("弱い", "weak"),
    }
}

/// The names of the parts of a proposal.
pub fn headings() -> [Said; 4] {
    [
        said!("貼る文", "To paste"),
        said!("印刷", "Prints"),
        said!("根拠", "Evidence"),
        said!("弱めるもの", "What weakens it"),
    ]
}

/// Said where no way of saying it is let out.
pub fn unsaid() -> Said {
    said!(
        "公開の設定のため、この出来事の文は作れません。",
        "The site's disclosure lets no sentence about this out."
    )
}

fn one(at: usize, proposal: &Proposal, lang: &Lang) -> String {
    let [paste, prints, evidence, weak] = headings();
    let (title, level) = (escaped(proposal.title.in_lang(lang)), level(proposal.level));
    let mut text = match proposal.kind {
        Kind::Nothing => format!("## {at}. {title}\n\n"),
        _ => format!("## {at}. [{}] {title}\n\n", level.in_lang(lang)),
    };
    match &proposal.said {
        Some(said) => {
            for (name, paste_text, print) in
                [("ja", &said.paste.ja, &said.print.ja), ("en", &said.paste.en, &said.print.en)]
            {
                text += &format!("**{}** ({name})\n\n", paste.in_lang(lang));
                text += &code("markdown", paste_text);
                text += &format!("{}: {}\n\n", prints.in_lang(lang), escaped(print));
            }
        }
        None => text += &format!("{}\n\n", unsaid().in_lang(lang)),
    }
    proposal.blocks().for_each(|block| text += &fenced(block));
    text += &format!("**{}**\n\n", evidence.in_lang(lang));
    for figure in &proposal.figures {
        text += &format!("- {}\n", escaped(figure.line().in_lang(lang)));
    }
    proposal.tests.iter().for_each(|test| text += &format!("- {}\n", escaped(test.in_lang(lang))));
    if !proposal.weak.is_empty() {
        text += &format!("\n**{}**\n\n", weak.in_lang(lang));
        proposal.weak.iter().for_each(|weak| text += &format!("- {}\n", escaped(weak.in_lang(lang))));
    }
    text + "\n"
}

fn fenced(block: &Block) -> String {
    code("markdown", &block.text)
}

/// `text` as it stands, in a fence longer than any in it.
fn code(kind: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{kind}\n{text}\n{fence}\n\n")
}

/// `text` in one line that means nothing to Markdown or HTML.
fn escaped(text: &str) -> String {
    let one = |c: char| match c {
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '&' => "&amp;".to_owned(),
        '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '!' | '~' => format!("\\{c}"),
        '\n' | '\r' | '\t' => " ".to_owned(),
        c => c.to_string(),
    };
    text.chars().map(one).collect()
}
