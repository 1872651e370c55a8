//! Which edition it is, how far it has come, and the place to sign.

use super::{Head, Job, Labels, Signature};
use crate::config::Status;
use crate::finding::Said;
use crate::said;

/// So many characters of a digest are enough to tell drafts apart.
const SHORT: usize = 8;

/// What stands above all.
pub(super) fn head(job: &Job<'_>) -> Head {
    let front = job.texts.first().map(|text| &text.report.front);
    let day = job.edition.date;
    let date =
        job.site.words.get(&job.site.lang).map_or_else(|| day.to_string(), |words| words.full_day(day));
    let mut entries = vec![
        (said!("版", "Version"), job.edition.version.clone()),
        (said!("発行日", "Date"), date),
        (said!("状態", "Status"), job.say(&status(job.edition.status))),
    ];
    for text in &job.texts {
        let lang = job.of_lang(text);
        let short = text.digest.chars().take(SHORT).collect();
        entries.push((said!("内容の照合番号{lang}", "Digest{lang}"), short));
    }
    Head {
        title: job.say(&said!("承認者への一枚", "The approver's sheet")),
        report: front.map_or_else(String::new, |front| front.document_title.clone()),
        entries: entries.into_iter().map(|(name, value)| (job.say(&name), value)).collect(),
        signature: Signature {
            title: job.say(&said!("承認", "Approval")),
            name: job.say(&said!("氏名", "Name")),
            date: job.say(&said!("日付", "Date")),
            remark: job.say(&said!(
                "確かめたことの控えです。電子署名ではありません。",
                "A record of having looked, not a digital signature."
            )),
        },
    }
}

/// How far an edition has come.
fn status(status: Status) -> Said {
    match status {
        Status::Draft => said!("草稿", "draft"),
        Status::Approved => said!("承認", "approved"),
        Status::Published => said!("公開", "published"),
        Status::Withdrawn => said!("取り下げ", "withdrawn"),
    }
}

/// Words of the frame.
pub(super) fn labels(job: &Job<'_>) -> Labels {
    Labels {
        more: job.say(&said!(
            "…ほか{{n}}件（すべては teiten sheet --format json で見られます）",
            "… and {{n}} more (teiten sheet --format json lists all)"
        )),
        page: job.say(&said!("{{page}}/{{pages}}ページ", "page {{page}} of {{pages}}")),
        inside: job.say(&said!("内部資料（公開しません）", "For the house alone")),
    }
}
