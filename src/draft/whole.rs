//! What is said of a ranking as a whole: a few have most of it, home differs from overseas, a part is most of its whole,
//! or nothing happened.

use super::course::{Courses, Earlier};
use super::evidence::{self, condition, name, percent};
use super::place::{Places, path};
use super::rank::{rankings, top};
use super::{Figure, Job, Kind, Level, Proposal, ask};
use crate::answer::{Answer, Class, Row};
use crate::finding::Said;
use crate::key::Key;
use crate::question::{By, Filter, Question, Ratio, Scope};
use crate::rules::{
    CONCENTRATED_KEYS, CONCENTRATED_PERCENT, FLAT_PERCENT, MAJORITY_PERCENT, MIN_BASE, PREVIOUS_RANK_SHOWN,
    SCOPES_PERCENT, SMOOTH_DAYS, STEADY_PERCENT, SWING_PERCENT, SWINGS,
};
use crate::said;

/// Keys of which home and overseas are compared at most.
const COMPARED: usize = 3;

/// What is proposed of each ranking.
pub(super) fn proposals(job: Job<'_>, earlier: &Earlier, places: &mut Places<'_>) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    for (question, answer) in rankings(job) {
        proposals.extend(courses(job, question, answer, earlier, places));
        proposals.extend(concentrated(job, question, answer, places));
        proposals.extend(scopes(job, question, answer, places));
    }
    proposals.extend(majorities(job, places));
    proposals
}

/// What is said of a state, and why.
struct State {
    id: String,
    kind: Kind,
    title: Said,
    ways: Vec<Said>,
    figures: Vec<Figure>,
    test: Said,
}

/// A proposal of a state, which has no days.
fn state(job: Job<'_>, answer: &Answer, State { id, kind, title, ways, figures, test }: State) -> Proposal {
    let weak = evidence::cover(job, answer).into_iter().collect();
    Proposal { figures, tests: vec![test], weak, ..Proposal::new(id, kind, title, ways) }
}

/// Whether a row rises and falls all the time, or hardly moves.
pub(super) fn has_course(answer: &Answer, row: &Row) -> bool {
    course(answer, row).is_some()
}

fn course(answer: &Answer, row: &Row) -> Option<Class> {
    let course = answer.course(row)?;
    let way = || answer.change_10d(row).map(|change| change.direction(FLAT_PERCENT));
    [Class::Fluctuating, Class::Steady].into_iter().find(|class| course.is(*class, way) == Ok(true))
}

/// The printed rows that rise and fall all the time, and those that hardly move.
fn courses(
    job: Job<'_>,
    question: &Question,
    answer: &Answer,
    earlier: &Earlier,
    places: &mut Places<'_>,
) -> Option<Proposal> {
    let id = places.id(question);
    let rows = answer.top(top(job, &id)).iter().filter_map(|row| Some((row, course(answer, row)?)));
    let (mut said, mut figures) = (said!("", ""), Vec::new());
    for (row, class) in rows {
        let Some(course) = answer.course(row) else { continue };
        let (condition, ja, en) = match class {
            Class::Fluctuating => ("fluctuating", "増減を繰り返しました", "rose and fell repeatedly"),
            _ => ("steady", "ほぼ一定でした", "was nearly constant"),
        };
        let (label, holds) = (path(&id, &row.key, "label"), path(&id, &row.key, condition));
        let courses = Courses::of(job, answer, row, earlier);
        let Said { ja: since_ja, en: since_en } = courses.told(|condition| path(&id, &row.key, condition));
        let Said { ja: course_ja, en: course_en } = courses.figure().value;
        said.ja += &format!("{{{{ {label} }}}}は、{since_ja}{{{{ \"{ja}\" | holds({holds}) }}}}。");
        said.en += &format!("{{{{ {label} }}}} {{{{ \"{en}\" | holds({holds}) }}}}{since_en}. ");
        let (swings, scatter) = (course.swings(), course.scatter().and_then(|scatter| scatter.rounded(1000)));
        let scatter = scatter.map(percent).unwrap_or_default();
        figures.push(Figure {
            name: name(job, &row.key),
            value: said!(
                "{course_ja}。上下{swings}回、中央値との差の中央値は中央値の{scatter}",
                "{course_en}; {swings} swings, median distance {scatter} of the median"
            ),
        });
    }
    if figures.is_empty() {
        return None;
    }
    Some(state(
        job,
        answer,
        State {
            id: format!("{id}_courses"),
            kind: Kind::Course,
            title: said!("推移の型（{id}）", "Courses ({id})"),
            ways: vec![said],
            figures,
            test: said!(
                "{SMOOTH_DAYS}日間移動平均が中央値の{SWING_PERCENT}%以上の上下を{SWINGS}回以上（増減の繰り返し）。中央値との差の中央値が{STEADY_PERCENT}%以下で、期初と期末の差が{FLAT_PERCENT}%未満（ほぼ一定）。",
                "Up and down: the {SMOOTH_DAYS}-day mean swings by {SWING_PERCENT}% of the median {SWINGS} times or more. Nearly constant: median distance up to {STEADY_PERCENT}%, first and last days less than {FLAT_PERCENT}% apart."
            ),
        },
    ))
}

/// `proposal` of what was the same in the previous quarter: nothing new, and told last.
fn unchanged(proposal: Proposal) -> Proposal {
    let same = said!(
        "前四半期のデータでも同じです。目新しいことではありません。",
        "It was the same in the previous quarter's data: it is nothing new."
    );
    let weak = proposal.weak.into_iter().chain([same]).collect();
    Proposal { level: Level::Weak, weak, ..proposal }
}

fn concentrated(
    job: Job<'_>,
    question: &Question,
    answer: &Answer,
    places: &mut Places<'_>,
) -> Option<Proposal> {
    answer.is_concentrated().filter(|is_so| *is_so)?;
    let id = places.id(question);
    let first = answer.rows.iter().take(CONCENTRATED_KEYS);
    let figure = |row: &Row| {
        let share = answer.share(row).and_then(|share| share.rounded(1000)).map(percent).unwrap_or_default();
        Figure { name: name(job, &row.key), value: said!("{share}", "{share}") }
    };
    let labels: Vec<String> =
        first.clone().map(|row| format!("{{{{ {} }}}}", path(&id, &row.key, "label"))).collect();
    let (ja, en) = (labels.join("、"), labels.join(", "));
    let said = said!(
        "パケットは、{ja}に{{{{ \"集中して\" | holds({id}.concentrated) }}}}います。",
        "Packets {{{{ \"concentrate\" | holds({id}.concentrated) }}}} on {en}."
    );
    let proposal = state(
        job,
        answer,
        State {
            id: format!("{id}_concentrated"),
            kind: Kind::Concentration,
            title: said!("少数への集中（{id}）", "Concentration ({id})"),
            ways: vec![said],
            figures: first.map(figure).collect(),
            test: said!(
                "上位{CONCENTRATED_KEYS}件で全体の{CONCENTRATED_PERCENT}%以上。",
                "The first {CONCENTRATED_KEYS} have at least {CONCENTRATED_PERCENT}% of all."
            ),
        },
    );
    Some(if answer.was_concentrated() == Some(true) { unchanged(proposal) } else { proposal })
}

/// The keys of the first ranks of which a sensor at home sees far more than one overseas, or far fewer.
fn scopes(job: Job<'_>, question: &Question, answer: &Answer, places: &mut Places<'_>) -> Option<Proposal> {
    let filter = Filter { scope: Scope::Overseas, ..question.filter.clone() };
    let other = Question { filter, ..question.clone() };
    let overseas = job.answers.get(&other).filter(|_| question.filter.scope == Scope::Home)?;
    let mut apart = apart(answer, overseas);
    // What is new comes first, and what was so before only where nothing is.
    let was_so = apart.iter().all(|one| one.was_so);
    apart.retain(|one| one.was_so == was_so);
    apart.truncate(COMPARED);
    let id = (!apart.is_empty()).then(|| places.id(question))?;
    places.id(&other);
    let mut said = said!("", "");
    for Apart { key, change, .. } in &apart {
        let label = path(&id, key, "label");
        let (condition, ja, en) = match change.over > 0 {
            true => ("overseas_higher", "海外のセンサーの方が多く", "higher overseas"),
            false => ("home_higher", "国内のセンサーの方が多く", "higher at home"),
        };
        let holds = path(&id, key, condition);
        said.ja += &format!(
            "{{{{ {label} }}}}は{{{{ \"{ja}\" | holds({holds}) }}}}観測されました（センサー当たりの1日平均）。"
        );
        said.en += &format!(
            "{{{{ {label} }}}} is {{{{ \"{en}\" | holds({holds}) }}}} by the mean a sensor and day. "
        );
    }
    let figure = |Apart { key, change, .. }: &Apart| {
        let change = change.rounded(1000).map(percent).unwrap_or_default();
        Figure {
            name: name(job, key),
            value: said!("海外は国内に対して{change}", "overseas {change} against home"),
        }
    };
    let proposal = state(
        job,
        answer,
        State {
            id: format!("{id}_scopes"),
            kind: Kind::Scopes,
            title: said!("国内と海外の違い（{id}）", "Home and overseas ({id})"),
            ways: vec![said],
            figures: apart.iter().map(figure).collect(),
            test: said!(
                "センサー1台・1日あたりの平均の差が{SCOPES_PERCENT}%以上。",
                "Means a sensor and day at least {SCOPES_PERCENT}% apart."
            ),
        },
    );
    Some(if was_so { unchanged(proposal) } else { proposal })
}

/// A key of which home and overseas differ.
struct Apart {
    key: Key,
    /// How far the mean overseas lies from that at home, over that at home.
    change: Ratio,
    /// Whether they differed the same way in the previous quarter; not where that is not known.
    was_so: bool,
}

/// The keys of the first ranks of which home and overseas differ.
fn apart(home: &Answer, overseas: &Answer) -> Vec<Apart> {
    let of = |row: &Row| {
        let other = overseas.row(&row.key)?;
        let change = home.change_to(row, overseas, other).ok()?;
        let way = change.direction(SCOPES_PERCENT);
        let before = home.previous_change_to(row, overseas, other);
        let was_so = before.is_ok_and(|before| before.direction(SCOPES_PERCENT) == way);
        (way != 0).then(|| Apart { key: row.key.clone(), change, was_so })
    };
    home.top(PREVIOUS_RANK_SHOWN).iter().filter_map(of).collect()
}

/// The ports of the first ranks most of whose packets have one mark.
fn majorities(job: Job<'_>, places: &mut Places<'_>) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    for (question, answer) in ask::surveyed(job) {
        let [mark] = question.filter.conditions.as_slice() else { continue };
        if question.by != By::Port {
            continue;
        }
        let filter = Filter { conditions: Vec::new(), ..question.filter.clone() };
        let whole = Question { filter, ..question.clone() };
        let Some(all) = job.answers.get(&whole) else { continue };
        let is_most = |row: &&Row| {
            let part = answer.row(&row.key).map_or(0, |part| i128::from(part.sums.every));
            row.sums.every >= MIN_BASE && part * 100 > i128::from(row.sums.every) * MAJORITY_PERCENT
        };
        let rows: Vec<&Row> = all.top(PREVIOUS_RANK_SHOWN).iter().filter(is_most).collect();
        if rows.is_empty() {
            continue;
        }
        places.id(&whole);
        let (id, mark) = (places.id(question), condition(mark));
        let mut said = said!("", "");
        for row in &rows {
            let (label, most) = (path(&id, &row.key, "label"), path(&id, &row.key, "majority"));
            said.ja += &format!(
                "{{{{ {label} }}}}宛のパケットの{{{{ \"過半\" | holds({most}) }}}}が、{mark}のものでした。"
            );
            said.en +=
                &format!("{{{{ \"Most packets\" | holds({most}) }}}} to {{{{ {label} }}}} had {mark}. ");
        }
        let figure = |row: &&Row| {
            let part = answer.row(&row.key).map_or(0, |part| part.sums.every);
            let share = percent(i128::from(part) * 1000 / i128::from(row.sums.every.max(1)));
            Figure { name: name(job, &row.key), value: said!("{share}", "{share}") }
        };
        proposals.push(state(
            job,
            all,
            State {
                id: format!("{id}_majority"),
                kind: Kind::Majority,
                title: said!("{mark}が過半を占めるポート", "Ports most of whose packets have {mark}"),
                ways: vec![said],
                figures: rows.iter().map(figure).collect(),
                test: said!(
                    "同じポートのパケットの{MAJORITY_PERCENT}%超。",
                    "More than {MAJORITY_PERCENT}% of the packets of the port."
                ),
            },
        ));
    }
    proposals
}

/// That nothing was found, of each ranking: with its ranks where they are unmoved, else of its days alone.
pub(super) fn nothing(job: Job<'_>, places: &mut Places<'_>) -> Vec<Proposal> {
    let of = |(question, answer): (&Question, &Answer)| {
        let id = places.id(question);
        let top = top(job, &id);
        let whole = said!(
            "上位{{{{ {id}.rows }}}}件の推移に、{{{{ \"特筆すべき特徴はみられませんでした\" | holds({id}.nothing_special) }}}}。",
            "{{{{ \"Nothing special was seen\" | holds({id}.nothing_special) }}}} of the first {{{{ {id}.rows }}}}."
        );
        let days = said!(
            "一時的な増減や、期間を通した増減の傾向は、みられませんでした。",
            "No burst, no drop and no trend of the whole quarter was seen."
        );
        let test = said!(
            "読んだ日ごとの値のどれにも、変化点と傾向がみつかりません（上位{top}件を含む）。",
            "None of the series that were read, the first {top} among them, shows a change point or a trend."
        );
        let title = said!("特筆すべき特徴なし（{id}）", "Nothing special ({id})");
        let (kind, ways) = (Kind::Nothing, vec![whole, days]);
        state(
            job,
            answer,
            State { id: format!("{id}_nothing"), kind, title, ways, figures: Vec::new(), test },
        )
    };
    rankings(job).map(of).collect()
}
