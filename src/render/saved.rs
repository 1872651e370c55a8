//! What a file of an edition is called where somebody saves it: the edition, the label and the caption of what it is of,
//! in characters that every system can hold.

use super::runs::{listed, plain};
use crate::fonts::is_hidden;
use crate::report::{Label, Run};

/// Bytes of a name without its ending: a folder that is copied with it must fit, too.
const LONGEST: usize = 150;

/// The name of a file of `kind` of the table or figure that `label` and `caption` name.
pub(super) fn saved(edition: &str, label: &Label, caption: &[Run], kind: &str) -> String {
    let caption = plain(&listed(caption));
    let mut name = String::new();
    for c in format!("{edition}_{}_{caption}", label.text).chars().map(held) {
        if name.len() + c.len_utf8() > LONGEST {
            break;
        }
        name.push(c);
    }
    format!("{}.{kind}", name.trim_end_matches(['_', '-', '.']))
}

fn held(c: char) -> char {
    match c {
        c if c.is_whitespace() => '_',
        '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\' | '/' => '-',
        c if c.is_control() || is_hidden(c) => '-',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::text;

    fn of(label: &str, caption: &str) -> String {
        let label = Label {
            text: label.to_owned(),
            anchor: "top-ports".to_owned(),
            open: String::new(),
            close: String::new(),
        };
        saved("2022q4", &label, &[text(caption)], "csv")
    }

    #[test]
    fn a_name_speaks_and_every_system_holds_it() {
        assert_eq!(of("表1", "宛先ポート番号"), "2022q4_表1_宛先ポート番号.csv");
        assert_eq!(of("Table 1", "23/TCP: “a”?"), "2022q4_Table_1_23-TCP-_“a”.csv");
        assert_eq!(of("図2", ""), "2022q4_図2.csv");
        let long = of("図2", &"点".repeat(99));
        assert!(long.len() <= LONGEST + 4 && long.ends_with("点.csv"), "{long}");
    }
}
