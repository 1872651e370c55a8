//! What is said of ranks: the same keys in the same order, exchanged ranks, moves, what entered and what left.

use super::evidence::{is_known, name, part_of_previous};
use super::place::{Places, own, path};
use super::{Figure, Job, Kind, Level, Proposal, ask};
use crate::answer::{Answer, Move, Previous, Record, Row, Standing, Standings};
use crate::finding::Said;
use crate::manuscript::Block;
use crate::question::{Question, Scope};
use crate::rules::PREVIOUS_RANK_SHOWN;
use crate::said;

/// How many ranks a table has that is not in the manuscript yet.
const TOP: u32 = 5;

/// A proposal for each ranking of all packets at home, where the previous ranks are known.
pub(super) fn proposals(job: Job<'_>, places: &mut Places<'_>) -> Vec<Proposal> {
    rankings(job).filter_map(|(question, answer)| of_ranking(job, question, answer, places)).collect()
}

/// The rankings that a report opens with, of a quarter of which anything was observed.
pub(super) fn rankings<'a>(job: Job<'a>) -> impl Iterator<Item = (&'a Question, &'a Answer)> {
    ask::surveyed(job).filter(|(question, answer)| {
        let plain = question.filter.conditions.is_empty() && question.filter.scope != Scope::Overseas;
        plain && answer.observed_days() > 0
    })
}

/// The rows of these rankings that their tables print, each with the ranking's question and answer.
pub(super) fn first<'a>(job: Job<'a>) -> impl Iterator<Item = (&'a Question, &'a Answer, &'a Row)> {
    rankings(job).flat_map(move |(question, answer)| {
        let top = own(job.manuscript, question).map_or(TOP, |id| top(job, id));
        answer.top(top).iter().map(move |row| (question, answer, row))
    })
}

/// A row of note, its rank and the one before.
struct Ranked<'a> {
    row: &'a Row,
    standing: Standing,
}

fn of_ranking(
    job: Job<'_>,
    question: &Question,
    answer: &Answer,
    places: &mut Places<'_>,
) -> Option<Proposal> {
    let id = places.id(question);
    let top = top(job, &id);
    let ranked = ranked(job, answer, &id, top);
    if answer.previous_days == 0 || ranked.iter().any(|one| !is_known(one.standing.previous)) {
        return None;
    }
    let standings = Standings { every: ranked.iter().map(|one| one.standing).collect(), top };
    let (said, title) = if standings.same_order() == Some(true) {
        (unmoved(&id), said!("順位は前四半期と同じ", "Ranks as before"))
    } else {
        (moves(&id, top, &ranked, &standings)?, said!("順位の動き", "Moves in rank"))
    };
    let part = part_of_previous(job, answer);
    let figures =
        ranked.iter().filter(|one| one.standing.rank.is_some_and(|rank| rank <= PREVIOUS_RANK_SHOWN));
    let keys = ranked.iter().filter(|one| one.standing.rank.is_some_and(|rank| rank <= top));
    Some(Proposal {
        level: if part.is_some() { Level::Fair } else { Level::Strong },
        keys: keys.map(|one| one.row.key.to_string()).collect(),
        figures: figures.map(|one| figure(job, one)).collect(),
        tests: vec![said!(
            "四半期のパケット数の合計による順位と、前四半期に掲載した順位（なければ前四半期のデータの順位）。",
            "Ranks by the packets of the quarter, and those that readers were told before, else those of the previous quarter's data."
        )],
        weak: part.into_iter().collect(),
        ..Proposal::new(format!("{id}_ranks"), Kind::Ranks, of_table(&id, title), vec![said])
    })
}

fn of_table(id: &str, Said { ja, en }: Said) -> Said {
    said!("{ja}（{id}）", "{en} ({id})")
}

/// How many ranks the block prints.
pub(super) fn top(job: Job<'_>, id: &str) -> u32 {
    let tables = job.manuscript.blocks.iter();
    let own = tables.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    own.filter(|table| table.id == id).map(|table| table.top).next().unwrap_or(TOP).min(PREVIOUS_RANK_SHOWN)
}

fn ranked<'a>(job: Job<'_>, answer: &'a Answer, id: &str, top: u32) -> Vec<Ranked<'a>> {
    let record = Record::new(&job.site.published, job.edition.quarter, id);
    let within = |rank: Option<u32>| rank.is_some_and(|rank| rank <= top.max(PREVIOUS_RANK_SHOWN));
    let noted = |row: &&Row| within(row.rank) || within(row.previous_rank) || record.told(&row.key).is_some();
    let standing = |row: &'a Row| {
        let key = row.key.to_string();
        let decided = job.edition.decided.iter().find(|decided| decided.table == id && decided.key == key);
        let previous = answer.previous(row, &record, decided).0;
        Ranked { row, standing: Standing { rank: row.rank, previous } }
    };
    answer.rows.iter().filter(noted).map(standing).collect()
}

fn unmoved(id: &str) -> Said {
    said!(
        "上位{{{{ {id}.rows }}}}件は、{{{{ \"順位も含めて前四半期と同じ\" | holds({id}.same_order) }}}}でした。",
        "The first {{{{ {id}.rows }}}} {{{{ \"and their ranks are as in the previous quarter\" | holds({id}.same_order) }}}}."
    )
}

fn moves(id: &str, top: u32, ranked: &[Ranked<'_>], standings: &Standings) -> Option<Said> {
    let mut told: Vec<Said> = Vec::new();
    let printed = |one: &&Ranked<'_>| one.standing.rank.is_some_and(|rank| rank <= top);
    for (at, one) in ranked.iter().enumerate().filter(|(_, one)| printed(one)) {
        let label = path(id, &one.row.key, "label");
        let moved = path(id, &one.row.key, "move");
        let other = ranked.iter().position(|other| one.standing.swapped_with(other.standing));
        match (other, one.standing.moved()) {
            (Some(other), _) if at < other => {
                let (swapped, other) =
                    (path(id, &one.row.key, "swapped"), path(id, &ranked[other].row.key, "label"));
                told.push(said!(
                    "{{{{ {label} }}}}と{{{{ {other} }}}}の{{{{ \"順位が入れ替わりました\" | holds({swapped}) }}}}。",
                    "{{{{ {label} }}}} and {{{{ {other} }}}} {{{{ \"exchanged their ranks\" | holds({swapped}) }}}}. "
                ));
            }
            (Some(_), _) | (None, None | Some(Move::Held)) => {}
            (None, Some(Move::Up(_) | Move::Down(_) | Move::Entered)) => told.push(said!(
                "{{{{ {label} }}}}は、{{{{ {moved} }}}}となりました。",
                "{{{{ {label} }}}}: {{{{ {moved} }}}}. "
            )),
        }
    }
    let beyond = ranked.iter().filter(|one| !printed(one) && one.standing.moved() == Some(Move::Entered));
    told.extend(beyond.map(|one| {
        let (label, moved) = (path(id, &one.row.key, "label"), path(id, &one.row.key, "move"));
        said!(
            "{{{{ {label} }}}}は、{{{{ {moved} }}}}となりました。",
            "{{{{ {label} }}}}: {{{{ {moved} }}}}. "
        )
    }));
    let gone = ranked.iter().filter(|one| one.standing.left(top) == Some(true));
    told.extend(gone.map(|one| {
        let (label, left) = (path(id, &one.row.key, "label"), path(id, &one.row.key, "left"));
        said!(
            "{{{{ {label} }}}}は、上位{{{{ {id}.rows }}}}件から{{{{ \"外れました\" | holds({left}) }}}}。",
            "{{{{ {label} }}}} {{{{ \"is no longer\" | holds({left}) }}}} among the first {{{{ {id}.rows }}}}. "
        )
    }));
    if standings.same_set() == Some(true) {
        told.push(said!(
            "上位{{{{ {id}.rows }}}}件の{{{{ \"顔ぶれは、前四半期と同じ\" | holds({id}.same_set) }}}}です。",
            "{{{{ \"The same keys\" | holds({id}.same_set) }}}} are the first {{{{ {id}.rows }}}} as in the previous quarter."
        ));
    }
    (!told.is_empty()).then(|| {
        told.into_iter()
            .fold(said!("", ""), |so_far, more| Said { ja: so_far.ja + &more.ja, en: so_far.en + &more.en })
    })
}

fn figure(job: Job<'_>, one: &Ranked<'_>) -> Figure {
    let rank = one.standing.rank.unwrap_or(0);
    let (ja, en) = match one.standing.previous {
        Previous::Rank(before) => (format!("前四半期は{before}位"), format!("{before} before")),
        Previous::Outside => (
            format!("前四半期は{PREVIOUS_RANK_SHOWN}位より下"),
            format!("beyond {PREVIOUS_RANK_SHOWN} before"),
        ),
        Previous::Unknown => ("前四半期は不明".to_owned(), "unknown before".to_owned()),
    };
    Figure { name: name(job, &one.row.key), value: said!("{rank}位（{ja}）", "{rank} ({en})") }
}
