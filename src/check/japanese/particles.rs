//! Particles that are missing before a compound one (その他の地域ついて), or stand twice (をを).
//!
//! A morphological analyser would find more, but none fits: lindera, vibrato and Sudachi need a dictionary of 15 to 70
//! MB, which their crates download when they are built or leave to the user, and tokenizers without a dictionary know no
//! parts of speech. So the patterns that are certain are held here: a compound particle directly behind a noun. Kanji
//! that make a verb with it (敵対する, 傷ついて) are left out; a missing を or が before any verb is not looked for,
//! since パケット観測する and パケットを観測する are both Japanese.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::Passage;
use crate::check::pattern::{Hit, hits, pattern};
use crate::finding::Finding;
use crate::said;

/// What follows a noun only behind its particle: the words, that particle, and kanji that make a verb with them.
const COMPOUNDS: [(&str, &str, &str); 10] = [
    ("ついて(?:は|も|の|、|。|お|述|説|示|調|確|検)", "に", "傷色気息目根片"),
    ("おいて(?:は|も|、|観|最|発|確)", "に", "置"),
    ("とって(?:は|も|、)", "に", "年手足歳"),
    ("対(?:して|する|し、)", "に", "相敵反応正一初絶"),
    ("関(?:して|する|し、)", "に", "相連無有"),
    ("(?:伴い|伴って|伴う)", "に", "同随"),
    ("基づ(?:き|いて|く)", "に", ""),
    ("よ(?:って|る[\\p{Han}\\p{Katakana}]|ると)", "に", "近片寄立日夜"),
    ("よります", "に", "寄立"),
    ("比べ(?:て|、|る|ると)", "と", "見背力腕丈"),
];

static MISSING: LazyLock<Vec<(Regex, &str, &str)>> = LazyLock::new(|| {
    let compound = |(words, particle, verbs)| {
        (
            pattern(&format!(r"(?<noun>[\p{{Han}}\p{{Katakana}}ー」）］A-Za-z0-9]|[こそ]れ)(?<at>{words})")),
            particle,
            verbs,
        )
    };
    COMPOUNDS.into_iter().map(compound).collect()
});

/// Behind a change, ともに means "together with it"; behind others, "both".
static TOGETHER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:増加|減少|上昇|低下|経過|普及|拡大|変化|終了|開始)(?<at>ともに)"));

/// How far something lasts: 下旬にかけて; 3日かけて is how long.
static UNTIL: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:[旬末半頃]|から[^、。]{1,8})(?<at>かけて)"));

static TWICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?<at>をを|がが|にに|へへ|をに|にを|をが|がを|はは(?:、|[\p{Han}])|[^も](?<no>のの))")
});

/// The rule.
pub(in crate::check) fn in_passage(passage: &Passage) -> Vec<Finding> {
    let text = passage.text();
    let mut findings = Vec::new();
    for (compound, particle, verbs) in MISSING.iter() {
        let hits = hits(passage, &text, compound);
        let sure = hits.iter().filter(|hit| !hit.group("noun").is_some_and(|noun| verbs.contains(noun)));
        findings.extend(sure.map(|hit| missing(hit, particle)));
    }
    findings.extend(hits(passage, &text, &TOGETHER).iter().map(|hit| missing(hit, "と")));
    let until = hits(passage, &text, &UNTIL);
    findings.extend(until.iter().filter(|hit| !hit.before.ends_with('に')).map(|hit| missing(hit, "に")));
    findings.extend(hits(passage, &text, &TWICE).iter().map(twice));
    findings
}

fn missing(hit: &Hit<'_>, particle: &str) -> Finding {
    let compound = hit.words().trim_end_matches(['、', '。']);
    let noun: String =
        hit.before.chars().rev().take_while(|c| !"、。（）「」".contains(*c)).take(8).collect();
    let noun: String = noun.chars().rev().collect();
    Finding::warning(
        "particle-missing",
        hit.place.clone(),
        said!(
            "「{noun}{compound}」に、助詞「{particle}」が抜けているようです。",
            "“{noun}{compound}” seems to lack the particle “{particle}”."
        ),
        said!("「{noun}{particle}{compound}」にしてください。", "Write “{noun}{particle}{compound}”."),
    )
}

fn twice(hit: &Hit<'_>) -> Finding {
    let words = hit.group("no").or(hit.group("at")).unwrap_or_default();
    Finding::warning(
        "particle-twice",
        hit.place.clone(),
        said!("助詞が「{words}」と続いています。", "Two particles follow each other: “{words}”."),
        said!("余分な助詞を取り除いてください。", "Take out the one that is too many."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{paragraph, told};

    #[test]
    fn a_compound_particle_follows_a_case_particle() {
        for (text, column) in [
            ("その他の地域ついては、大きな変化はありません", 7),
            ("国内おいて観測した", 3),
            ("利用者とっては、", 4),
            ("脆弱性対する攻撃", 4),
            ("脆弱性関する情報", 4),
            ("増加伴い、", 3),
            ("調査結果基づき、", 5),
            ("感染した機器よる探索", 7),
            ("前四半期比べて減りました", 5),
            ("普及ともに増えました", 3),
            ("{中国}ついては、", 5),
            ("これついては、次の節で述べます", 3),
            ("前四半期のデータよります", 9),
            ("10月下旬かけて増えました", 6),
            ("4月13日から14日かけて増えました", 11),
        ] {
            assert_eq!(told(&in_passage(&paragraph(text))), [("particle-missing", column)], "{text}");
        }
        for text in [
            "その他の地域については、国内において、利用者にとっては、脆弱性に対する、に関する、に伴い、に基づき、による、と比べて、とともに",
            "敵対する、相対して、反対して、傷ついて、同伴する、片よる、見比べて、連関する、米国と日本はともに",
            "両国ともに増えました。前四半期と比べ、期初と期末を比べると、",
            "10月下旬にかけて、13日から14日にかけて、3日かけて調べ、これについては、データによります",
            "一層よい結果、通信よりも、攻撃より多い、初期対応して",
        ] {
            assert_eq!(told(&in_passage(&paragraph(text))), [], "{text}");
        }
    }

    #[test]
    fn particles_do_not_stand_twice() {
        for (text, column) in
            [("パケットをを観測した", 5), ("期末にに増えた", 3), ("中国がが増えた", 3), ("探索をに用いた", 3)]
        {
            assert_eq!(told(&in_passage(&paragraph(text))), [("particle-twice", column)], "{text}");
        }
        assert_eq!(told(&in_passage(&paragraph("中国のの順位"))), [("particle-twice", 2)]);
        assert_eq!(told(&in_passage(&paragraph("増えたものの、減ったことと、内部でできたもの"))), []);
    }
}
