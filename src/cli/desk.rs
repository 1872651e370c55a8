//! `teiten` alone in a site: where each edition stands, and the one next step.

use std::path::Path;

use serde::Serialize;
use teiten::config::Status;
use teiten::finding::{Said, refused};
use teiten::pipeline::{self, Approval, Built, Overview, Standing};
use teiten::quarter::{Moment, Quarter};
use teiten::said;

use super::build::{seen_from_here, short};
use super::crash::{fault, guarded};
use super::harmless::{escaped, harmless};
use super::say::{Voice, array};
use super::{Format, exit, today};

/// An edition for machines.
#[derive(Serialize)]
struct Line<'a> {
    quarter: Quarter,
    folder: String,
    status: Option<&'static str>,
    version: &'a str,
    built: &'static str,
    approval: &'static str,
    publish_at: Option<String>,
    errors: usize,
    unconfirmed: usize,
}

/// Tells of the site in `root`.
pub fn run(root: &Path, voice: &mut Voice) -> u8 {
    let mut overview = match guarded(|| pipeline::overview(root)) {
        Ok(overview) => overview,
        Err(told) => {
            voice.failure(&fault(&told));
            return exit::OURS;
        }
    };
    let code = overview.findings.iter().map(exit::of_finding).max().unwrap_or(exit::MADE);
    for finding in &mut overview.findings {
        finding.place.file = seen_from_here(&finding.place.file, root);
    }
    let hindered = refused(&overview.findings);
    voice.findings(std::mem::take(&mut overview.findings));
    match voice.format {
        // What hinders is the answer, then.
        _ if hindered => {}
        Format::Json => voice.answer(&escaped(&array(&objects(&overview)))),
        Format::Text => {
            overview.editions.iter().for_each(|standing| voice.made(&line(standing)));
            voice.made(&next(&overview.editions, today::last_quarter(), today::now()));
        }
    }
    code
}

fn objects(overview: &Overview) -> Vec<String> {
    overview.editions.iter().filter_map(|standing| serde_json::to_string(&Line::of(standing)).ok()).collect()
}

impl<'a> Line<'a> {
    fn of(standing: &'a Standing) -> Self {
        Self {
            quarter: standing.quarter,
            folder: short(&standing.folder),
            status: standing.status.map(Status::name),
            version: &standing.version,
            built: match standing.built {
                Built::No => "no",
                Built::Before => "before",
                Built::Yes => "yes",
                Built::Final => "final",
            },
            approval: match standing.approval {
                Approval::None => "none",
                Approval::Unknown => "unknown",
                Approval::Void => "void",
                Approval::Holds => "holds",
            },
            publish_at: standing.publish_at.map(|at| at.to_rfc3339()),
            errors: standing.errors,
            unconfirmed: standing.unconfirmed,
        }
    }
}

/// An edition in a line.
fn line(standing: &Standing) -> Said {
    let Standing { quarter, version, errors, unconfirmed, .. } = standing;
    let status = match standing.status {
        None => said!("不明", "?"),
        Some(Status::Draft) => said!("草稿", "draft"),
        Some(Status::Approved) => said!("承認", "approved"),
        Some(Status::Published) => said!("公開", "published"),
        Some(Status::Withdrawn) => said!("取り下げ", "withdrawn"),
    };
    let built = match standing.built {
        Built::No => said!("未作成", "not built"),
        Built::Before => said!("作成後に変更あり", "changed since it was built"),
        Built::Yes => said!("作成済み", "built"),
        Built::Final => said!("公開するものを作成済み", "built as it will be published"),
    };
    let void = standing.status == Some(Status::Approved) && standing.approval == Approval::Void;
    let void = void.then(|| said!("承認は無効", "approval void"));
    let version = Some(said!("第{version}版", "{version}")).filter(|_| standing.status.is_some());
    // Nobody builds what is withdrawn.
    let built = Some(built).filter(|_| standing.status != Some(Status::Withdrawn));
    let mut parts = [Some(status), version, built, void].into_iter().flatten().collect::<Vec<_>>();
    if *errors > 0 {
        let plural = if *errors == 1 { "" } else { "s" };
        parts.push(said!("エラー{errors}件", "{errors} error{plural}"));
    }
    if *unconfirmed > 0 {
        parts.push(said!("要確認{unconfirmed}件", "{unconfirmed} to confirm"));
    }
    let join = |of: fn(&Said) -> &str, with: &str| parts.iter().map(of).collect::<Vec<_>>().join(with);
    let (ja, en) = (join(|part| &part.ja, "、"), join(|part| &part.en, ", "));
    said!("{quarter}  {ja}", "{quarter}  {en}")
}

/// The one next step: of the newest edition that is not out, else of the newest or the one after it. `ended` is the
/// quarter that ended last.
fn next(editions: &[Standing], ended: Option<Quarter>, now: Moment) -> Said {
    let open =
        |standing: &&Standing| matches!(standing.status, Some(Status::Draft | Status::Approved) | None);
    let Some(newest) = editions.iter().rfind(open).or(editions.last()) else {
        let quarter = ended.map(|quarter| quarter.to_string()).unwrap_or_default();
        return said!(
            "次：最初の版を作ります。teiten new {quarter}",
            "Next: lay out the first edition. teiten new {quarter}"
        );
    };
    let (folder, following) = (harmless(&short(&newest.folder)), newest.quarter.next());
    match (newest.status, newest.built) {
        _ if newest.errors > 0 => {
            said!(
                "次：エラーを直します。teiten build {folder}",
                "Next: mend the errors. teiten build {folder}"
            )
        }
        (Some(Status::Withdrawn), _) | (Some(Status::Published), Built::Yes) => match ended {
            Some(ended) if ended < following => {
                said!(
                    "{following}が終わるまで、することはありません。",
                    "Nothing is to be done until {following} is over."
                )
            }
            _ => said!(
                "次：次の版を作ります。teiten new {following}",
                "Next: lay out the next edition. teiten new {following}"
            ),
        },
        (Some(Status::Published), _) => {
            said!(
                "次：公開する版を作ります。teiten build {folder}",
                "Next: build what is published. teiten build {folder}"
            )
        }
        _ if newest.unconfirmed > 0 => said!(
            "次：{folder} の原稿の「要確認」を書きます。書いたら teiten build {folder}",
            "Next: write what is marked 要確認 in {folder}, then teiten build {folder}"
        ),
        (Some(Status::Approved), _) => approved(newest, &folder, now),
        (_, Built::Final) => said!(
            "次：確かめてもらい、よければ承認を記録します。teiten approve {folder} --by 名前",
            "Next: have it looked at; if it is good, record the approval. teiten approve {folder} --by NAME"
        ),
        (_, Built::Yes) => said!(
            "次：校閲し（teiten check {folder}）、よければ公開するものを作ります。teiten build --final {folder}",
            "Next: proof-read it (teiten check {folder}); if it is good, build what will be published. teiten build --final {folder}"
        ),
        _ => {
            said!("次：草稿を作ります。teiten build {folder}", "Next: build the draft. teiten build {folder}")
        }
    }
}

/// The next step of an approved edition.
fn approved(standing: &Standing, folder: &str, now: Moment) -> Said {
    let waits = standing.publish_at.filter(|at| now < *at);
    match (standing.approval, waits) {
        (Approval::Void, _) => said!(
            "次：承認の後にレポートが変わりました。変わったところを見て（teiten check {folder}）、もう一度承認を記録します。teiten approve {folder} --by 名前",
            "Next: the report has changed since it was approved. See where (teiten check {folder}), and record the approval again. teiten approve {folder} --by NAME"
        ),
        (Approval::None, _) => said!(
            "次：承認の記録がありません。teiten approve {folder} --by 名前",
            "Next: no approval is recorded. teiten approve {folder} --by NAME"
        ),
        (Approval::Unknown, _) => said!(
            "次：承認されたとおりかを確かめます。teiten build {folder}",
            "Next: see whether it still is what was approved. teiten build {folder}"
        ),
        (Approval::Holds, Some(at)) => {
            let at = at.to_rfc3339();
            said!(
                "次：公開の日時（{at}）まで待ちます。その後に teiten publish {folder}",
                "Next: wait until {at}, then teiten publish {folder}"
            )
        }
        (Approval::Holds, None) => {
            said!("次：公開します。teiten publish {folder}", "Next: publish it. teiten publish {folder}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_next_step() {
        let quarter = |text: &str| text.parse::<Quarter>().unwrap();
        let standing = |status, built, errors, unconfirmed| Standing {
            quarter: quarter("2023q1"),
            folder: "2023q1".into(),
            status: Some(status),
            version: "1.0".to_owned(),
            built,
            approval: Approval::None,
            publish_at: None,
            errors,
            unconfirmed,
        };
        let now = || today::moment("2023-05-14T10:00:00+09:00").unwrap();
        let step = |standing: Standing, ended: &str| next(&[standing], Some(quarter(ended)), now()).en;
        let (draft, published) = (Status::Draft, Status::Published);
        for (standing, ended, said) in [
            (standing(draft, Built::Yes, 1, 1), "2023q1", "mend the errors"),
            (standing(draft, Built::No, 0, 3), "2023q1", "write what is marked"),
            (standing(draft, Built::Before, 0, 0), "2023q1", "build the draft"),
            (standing(draft, Built::Yes, 0, 0), "2023q1", "build --final"),
            (standing(draft, Built::Final, 0, 0), "2023q1", "teiten approve"),
            (standing(Status::Approved, Built::Yes, 0, 0), "2023q1", "no approval is recorded"),
            (standing(published, Built::Before, 0, 0), "2023q1", "build what is published"),
            (standing(published, Built::Yes, 0, 0), "2023q1", "until 2023q2 is over"),
            (standing(published, Built::Yes, 0, 0), "2023q2", "teiten new 2023q2"),
            (standing(Status::Withdrawn, Built::No, 0, 0), "2023q2", "teiten new 2023q2"),
        ] {
            assert!(step(standing, ended).contains(said), "{said}");
        }
        let corrected = Standing { version: "1.1".to_owned(), ..standing(draft, Built::No, 0, 0) };
        let later = Standing { quarter: quarter("2023q2"), ..standing(published, Built::Yes, 0, 0) };
        assert!(next(&[corrected, later], Some(quarter("2023q3")), now()).en.contains("build the draft"));
        let approved = |approval, publish_at: Option<&str>| Standing {
            approval,
            publish_at: publish_at.map(|at| today::moment(at).unwrap()),
            ..standing(Status::Approved, Built::Yes, 0, 0)
        };
        for (approval, publish_at, said) in [
            (Approval::Unknown, None, "teiten build"),
            (Approval::Void, None, "has changed since it was approved"),
            (Approval::Holds, Some("2023-05-14T11:00:00+09:00"), "wait until 2023-05-14T11:00:00+09:00"),
            (Approval::Holds, Some("2023-05-14T10:00:00+09:00"), "teiten publish"),
            (Approval::Holds, None, "teiten publish"),
        ] {
            assert!(step(approved(approval, publish_at), "2023q1").contains(said), "{said}");
        }
        assert!(next(&[], Some(quarter("2023q4")), now()).en.contains("teiten new 2023q4"));
    }
}
