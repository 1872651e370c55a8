//! What a claim speaks of: the keys named around it, and the blocks that count them.

use std::ops::Range;

use super::super::passage::{Origin, Role};
use super::ground::{Asked, Ground};
use super::line::Line;
use crate::answer::Row;
use crate::key::{Key, Port};
use crate::question::{By, Scope, Values};

/// A key that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) at: usize,
    pub(super) key: Key,
    /// The block whose row a binding names.
    pub(super) block: Option<String>,
}

/// What a line names.
pub(super) struct Named {
    pub(super) mentions: Vec<Mention>,
    /// Blocks that are bound or referred to.
    pub(super) touched: Vec<(usize, String)>,
}

/// Everything that `line` names, in order.
pub(super) fn named(ground: &Ground<'_>, line: &Line<'_>) -> Named {
    let (mut mentions, mut touched, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for (range, piece) in &line.pieces {
        match &piece.origin {
            Origin::Bound(expression) => {
                if let Some(root) = expression.root().filter(|root| ground.block(root).is_some()) {
                    touched.push((range.start, root.to_owned()));
                }
                if let Some((block, key)) = ground.row_of(expression) {
                    mentions.push(Mention { at: range.start, key, block: Some(block.id.to_owned()) });
                    rows.push(range.clone());
                }
            }
            Origin::Reference(id) if ground.block(id).is_some() => touched.push((range.start, id.clone())),
            _ => {}
        }
    }
    let inside = |at: &usize| !rows.iter().any(|range| range.contains(at));
    let typed = keys(ground, &line.text).into_iter().filter(|(at, _)| inside(at));
    mentions.extend(typed.map(|(at, key)| Mention { at, key, block: None }));
    mentions.sort_by_key(|mention| mention.at);
    Named { mentions, touched }
}

/// The keys that `text` names by their words.
fn keys(ground: &Ground<'_>, text: &str) -> Vec<(usize, Key)> {
    let mut found: Vec<(Range<usize>, Key)> = Vec::new();
    for (at, _) in text.match_indices('/') {
        found.extend(port_at(text, at));
    }
    for (name, key) in &ground.names {
        for (at, _) in text.match_indices(name.as_str()) {
            let range = at..at + name.len();
            // シンガポール may be a region and a sensor: both are named until it is known which one is spoken of.
            let taken = |(own, other): &(Range<usize>, Key)| {
                own.start < range.end && range.start < own.end && (*own != range || other == key)
            };
            let service = matches!(key, Key::Port(_)) && is_bracketed(text, at);
            if whole(text, &range) && !service && !found.iter().any(taken) {
                found.push((range, key.clone()));
            }
        }
    }
    found.into_iter().map(|(range, key)| (range.start, key)).collect()
}

/// A port about the slash at `at`.
fn port_at(text: &str, at: usize) -> Option<(Range<usize>, Key)> {
    let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
    let letters = text[at + 1..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let range = at - digits..at + 1 + letters;
    text[range.clone()].parse::<Port>().ok().map(|port| (range, Key::Port(port)))
}

/// What makes another word of the name of a region: 中国語, 日本時間.
const TAILS: [&str; 6] = ["語", "時間", "製", "人", "円", "標準時"];

/// Whether a name stands by itself, and is no part of a longer word or number.
pub(in crate::check) fn whole(text: &str, range: &Range<usize>) -> bool {
    let (before, word, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    let latin = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let kana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
    let joined = |joins: &dyn Fn(char) -> bool| {
        before.ends_with(joins) && word.starts_with(joins)
            || word.ends_with(joins) && after.starts_with(joins)
    };
    !joined(&latin) && !joined(&kana) && !TAILS.iter().any(|tail| after.starts_with(tail))
}

/// Whether `at` lies within the brackets behind a port, where the service is its own: 8080/TCP（http）.
fn is_bracketed(text: &str, at: usize) -> bool {
    let port =
        text[..at].strip_suffix(['（', '(']).and_then(|head| head.rfind('/').map(|slash| (head, slash)));
    port.is_some_and(|(head, slash)| port_at(head, slash).is_some_and(|(range, _)| range.end == head.len()))
}

/// What is spoken of at a place of a line.
pub(super) struct Subject<'a> {
    /// The keys; those of one kind or, as in 米国からの445/TCP, of several.
    pub(super) keys: Vec<Key>,
    /// The blocks that count them, the likeliest first.
    pub(super) blocks: Vec<(i32, &'a Asked<'a>)>,
    /// Whether the clause or sentence itself names the keys.
    pub(super) is_named: bool,
}

impl<'a> Subject<'a> {
    /// The likeliest of the blocks that have a row of `key`.
    pub(super) fn best(&self, key: &Key) -> Vec<&'a Asked<'a>> {
        let blocks = self.blocks.iter().filter(|(_, block)| counts(block, key) && block.row(key).is_some());
        let fit = blocks.clone().map(|(fit, _)| *fit).max();
        blocks.filter(|(own, _)| Some(*own) == fit).map(|(_, block)| *block).collect()
    }

    /// The rows of the keys in their likeliest blocks.
    pub(super) fn rows(&self) -> Vec<(&'a Asked<'a>, &Key, &'a Row)> {
        let of =
            |key| self.best(key).into_iter().filter_map(move |block| Some((block, key, block.row(key)?)));
        self.keys.iter().flat_map(of).collect()
    }
}

/// What is spoken of at `at` of a line whose own block is `own`, and which stands behind the block `near`.
pub(super) fn subject<'a>(
    ground: &'a Ground<'a>,
    line: &Line<'_>,
    named: &Named,
    at: usize,
    own: Option<&str>,
    near: Option<&str>,
) -> Subject<'a> {
    let sentence = line.sentence(at);
    let clause = line.clause(at);
    let own_of = |mention: &&Mention| !line.is_companion(mention.at);
    let within = |range: &Range<usize>| -> Vec<&Mention> {
        named.mentions.iter().filter(|mention| range.contains(&mention.at)).filter(own_of).collect()
    };
    let mut mentions = within(&clause);
    let others = mentions.is_empty() && OTHERS.iter().any(|word| line.words(&clause).contains(word));
    if mentions.is_empty() {
        mentions = nearest_clause(line, &within(&sentence), at);
    }
    let is_named = !mentions.is_empty();
    if mentions.is_empty() {
        let earlier = line.sentences.iter().rev().filter(|earlier| earlier.end <= sentence.start);
        mentions = earlier.map(&within).find(|mentions| !mentions.is_empty()).unwrap_or_default();
    }
    let mut keys = distinct(&mentions);
    if let (true, Some(block)) = (keys.is_empty(), own.and_then(|own| ground.block(own)))
        && let [key] = block.shown.as_slice()
    {
        keys.push((*key).clone());
    }
    if others {
        keys = rest_of(ground, named, own, &keys);
    }
    let spoken = Spoken { line, named, sentence: &sentence, mentions: &mentions, own, near };
    let mut blocks: Vec<_> = ground.blocks.iter().map(|block| (spoken.fit(block), block)).collect();
    blocks.sort_by_key(|(fit, _)| -fit);
    let best =
        |key: &Key| blocks.iter().find(|(_, block)| counts(block, key)).map_or(i32::MIN, |(fit, _)| *fit);
    let at_of = |key: &Key| mentions.iter().find(|mention| mention.key == *key).map(|mention| mention.at);
    let beaten = |key: &Key| {
        keys.iter().any(|other| {
            other != key && at_of(other).is_some() && at_of(other) == at_of(key) && best(other) > best(key)
        })
    };
    let keys = keys.iter().filter(|key| !beaten(key)).cloned().collect();
    Subject { keys, blocks, is_named }
}

fn distinct(mentions: &[&Mention]) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for mention in mentions {
        if !keys.contains(&mention.key) {
            keys.push(mention.key.clone());
        }
    }
    keys
}

/// Words for the rows that a block shows beside those that are named.
const OTHERS: [&str; 4] = ["ほかの", "その他の", "他の地域", "残りの"];

/// The keys beside `keys` that are shown by the block that is spoken of.
fn rest_of(ground: &Ground<'_>, named: &Named, own: Option<&str>, keys: &[Key]) -> Vec<Key> {
    let kind = |block: &&Asked<'_>| keys.iter().any(|key| counts(block, key));
    let touched = own.into_iter().chain(named.touched.iter().map(|(_, id)| id.as_str()));
    let block = touched.filter_map(|id| ground.block(id)).find(kind);
    let named = |key: &&&Key| !named.mentions.iter().any(|mention| mention.key == ***key);
    block
        .map(|block| block.shown.iter().filter(named).map(|key| (*key).clone()).collect())
        .unwrap_or_default()
}

/// The mentions of the last clause before `at` that has any, else those of the first one after it.
fn nearest_clause<'m>(line: &Line<'_>, mentions: &[&'m Mention], at: usize) -> Vec<&'m Mention> {
    let before = mentions.iter().rev().find(|mention| mention.at <= at);
    let Some(near) = before.or_else(|| mentions.first()) else { return Vec::new() };
    let clause = line.clause(near.at);
    mentions.iter().filter(|mention| clause.contains(&mention.at)).copied().collect()
}

/// What is known of a sentence when its blocks are weighed.
struct Spoken<'s> {
    line: &'s Line<'s>,
    named: &'s Named,
    sentence: &'s Range<usize>,
    mentions: &'s [&'s Mention],
    own: Option<&'s str>,
    near: Option<&'s str>,
}

impl Spoken<'_> {
    /// How likely it is that the sentence speaks of `block`.
    fn fit(&self, block: &Asked<'_>) -> i32 {
        let touched = |within: &dyn Fn(&usize) -> bool| {
            self.named.touched.iter().any(|(at, id)| id == block.id && within(at))
        };
        let sentence = self.line.words(self.sentence);
        let mut fit = 0;
        fit += 3 * i32::from(self.near == Some(block.id));
        fit += 6 * i32::from(self.own == Some(block.id));
        fit += 4 * i32::from(self.mentions.iter().any(|mention| mention.block.as_deref() == Some(block.id)));
        fit += 3 * i32::from(touched(&|at| self.sentence.contains(at)));
        fit += 2 * i32::from(touched(&|_| true));
        fit += match (block.question.filter.scope, overseas(sentence)) {
            (Scope::Overseas, true) | (Scope::Home, false) => 1,
            (Scope::Overseas, false) => -1,
            _ => 0,
        };
        for condition in &block.question.filter.conditions {
            let Values::OneOf(values) = &condition.values else { continue };
            if condition.exclude {
                continue;
            }
            let named = |mention: &Mention| values.contains(&mention.key.to_string());
            let here = self.named.mentions.iter().any(|own| self.sentence.contains(&own.at) && named(own));
            let near = self.named.mentions.iter().any(named);
            let said = values.iter().any(|value| self.line.text.contains(value.as_str()));
            fit += if here {
                3
            } else if near || said {
                1
            } else {
                -2
            };
        }
        fit + i32::from(self.mentions.iter().any(|mention| block.shown.contains(&&mention.key)))
    }
}

fn overseas(sentence: &str) -> bool {
    ["海外", "国外", "overseas"].iter().any(|word| sentence.contains(word))
}

/// The block whose caption, finding or note this is.
pub(super) fn own(role: &Role) -> Option<&str> {
    match role {
        Role::Caption(id) | Role::Finding(id) => Some(id),
        _ => None,
    }
}

/// Whether the rows of a block are of the kind of `key`.
pub(super) fn counts(block: &Asked<'_>, key: &Key) -> bool {
    matches!(
        (&block.question.by, key),
        (By::Port, Key::Port(_))
            | (By::Region, Key::Region(_))
            | (By::Sensor | By::Column(_), Key::Text(_))
            | (By::Total, Key::Total)
    )
}
