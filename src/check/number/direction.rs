//! Words that say where something goes: 増加, 減り, 横ばい, 増減を繰り返し, 前四半期と同じ, 最も多い.

use super::token::{Claim, Sense};

/// Words and what they claim; none for those that only look like one. Longer words stand before those that begin them.
const WORDS: [(&str, Option<Claim>); 59] = [
    ("増減を繰り返", Some(Claim::Swing)),
    ("増減", None),
    ("高い水準へ移", Some(Claim::Direction(Sense::Rise))),
    ("高い水準に移", Some(Claim::Direction(Sense::Rise))),
    ("高い水準", Some(Claim::High)),
    ("突発的な増加", Some(Claim::Spike)),
    ("突発的に増", Some(Claim::Spike)),
    ("一時的な増加", Some(Claim::Spike)),
    ("ほぼ一定の間隔", None),
    ("増加前", None),
    ("減少前", None),
    ("増設", None),
    ("減ら", None),
    ("低下", Some(Claim::Direction(Sense::Fall))),
    ("増加", Some(Claim::Direction(Sense::Rise))),
    ("急増", Some(Claim::Direction(Sense::Rise))),
    ("激増", Some(Claim::Direction(Sense::Rise))),
    ("増大", Some(Claim::Direction(Sense::Rise))),
    ("増え", Some(Claim::Direction(Sense::Rise))),
    ("増し", Some(Claim::Direction(Sense::Rise))),
    ("上昇", Some(Claim::Direction(Sense::Rise))),
    ("上がり", Some(Claim::Direction(Sense::Rise))),
    ("上がっ", Some(Claim::Direction(Sense::Rise))),
    ("順位を上げ", Some(Claim::Direction(Sense::Rise))),
    ("減少", Some(Claim::Direction(Sense::Fall))),
    ("急減", Some(Claim::Direction(Sense::Fall))),
    ("激減", Some(Claim::Direction(Sense::Fall))),
    ("減り", Some(Claim::Direction(Sense::Fall))),
    ("減っ", Some(Claim::Direction(Sense::Fall))),
    ("減退", Some(Claim::Direction(Sense::Fall))),
    ("下降", Some(Claim::Direction(Sense::Fall))),
    ("下がり", Some(Claim::Direction(Sense::Fall))),
    ("下がっ", Some(Claim::Direction(Sense::Fall))),
    ("順位を下げ", Some(Claim::Direction(Sense::Fall))),
    ("横ばい", Some(Claim::Direction(Sense::Flat))),
    ("ほぼ一定", Some(Claim::Direction(Sense::Flat))),
    ("ほぼ変わ", Some(Claim::Direction(Sense::Flat))),
    ("前四半期と同じ", Some(Claim::Same)),
    ("前四半期と全く同じ", Some(Claim::Same)),
    ("前四半期と変わ", Some(Claim::Same)),
    ("前四半期と異な", Some(Claim::Differs)),
    ("前四半期とは異な", Some(Claim::Differs)),
    ("前四半期と違", Some(Claim::Differs)),
    ("前四半期と同様", None),
    ("位を保", Some(Claim::Same)),
    ("位を維持", Some(Claim::Same)),
    ("を保", Some(Claim::Same)),
    ("を維持", Some(Claim::Same)),
    ("最も多", Some(Claim::Most(1))),
    ("最多", Some(Claim::Most(1))),
    ("次に多", Some(Claim::Most(2))),
    ("次いで多", Some(Claim::Most(2))),
    ("increas", Some(Claim::Direction(Sense::Rise))),
    ("rose", Some(Claim::Direction(Sense::Rise))),
    ("grew", Some(Claim::Direction(Sense::Rise))),
    ("decreas", Some(Claim::Direction(Sense::Fall))),
    ("declin", Some(Claim::Direction(Sense::Fall))),
    ("fell", Some(Claim::Direction(Sense::Fall))),
    ("dropped", Some(Claim::Direction(Sense::Fall))),
];

/// Words for a move and the same for one the other way.
const PAIRS: [(&str, &str); 9] = [
    ("増加", "減少"),
    ("急増", "急減"),
    ("激増", "激減"),
    ("増え", "減り"),
    ("増し", "減り"),
    ("上昇", "下降"),
    ("上がり", "下がり"),
    ("上がっ", "下がっ"),
    ("順位を上げ", "順位を下げ"),
];

/// The word for a move in `sense` that takes the place of `words`; none where no one word does.
pub(super) fn turned(words: &str, sense: Sense) -> Option<&'static str> {
    let pair = PAIRS.iter().find(|(rise, fall)| words.starts_with(rise) || words.starts_with(fall));
    let of_ranks = words.contains(['上', '下']);
    match (sense, pair) {
        (Sense::Rise, Some((rise, _))) => Some(rise),
        (Sense::Fall, Some((_, fall))) => Some(fall),
        (Sense::Rise, None) => Some("増加"),
        (Sense::Fall, None) => Some("減少"),
        (Sense::Flat, _) => (!of_ranks).then_some("ほぼ横ばい"),
    }
}

/// The claim at the head of `rest`, and the length of its words.
pub(super) fn direction(before: &str, rest: &str) -> Option<(usize, Option<Claim>)> {
    let inside = |c: char| c.is_ascii_alphabetic();
    if before.ends_with(inside) && rest.starts_with(inside) {
        return None;
    }
    // 2位を保ち, but not 高い水準を保ち.
    let fits = |word: &str| rest.starts_with(word) && (!word.starts_with('を') || before.ends_with('位'));
    let (word, claim) = WORDS.iter().find(|(word, _)| fits(word))?;
    Some((word.len(), claim.clone()))
}
