//! What leaves the house, in plain words.

use super::{Cell, Job, Row, Section};
use crate::config::{Counts, Sensors};
use crate::finding::Said;
use crate::said;

/// What leaves the house.
pub(super) fn disclosure(job: &Job<'_>) -> Section {
    let title = job.say(&said!("公開されるもの", "What leaves the house"));
    let lines = [counts(job), sensors(job), days(job), attachments(job), package(job)];
    let rows = lines.iter().map(|line| Row::of([Cell::from(job.say(line))])).collect();
    Section { rows, ..Section::new("disclosure", title) }
}

fn counts(job: &Job<'_>) -> Said {
    match job.site.disclosure.counts {
        Counts::Shown => said!(
            "パケット数：表の列にしたもの、図に描いたもの、文に書いたものだけを公開します。",
            "Packets: only what tables ask for, figures draw and sentences say."
        ),
        Counts::Index => said!(
            "パケット数：公開しません。1位の1日平均を100とする指数に置き換えます。",
            "Packets: none; an index stands for them, the daily mean of the first-ranked key being 100."
        ),
        Counts::Full => said!(
            "パケット数：表と図のものに加えて、データ一式を公開します。",
            "Packets: what tables and figures show, and the whole data package."
        ),
    }
}

fn sensors(job: &Job<'_>) -> Said {
    match job.site.disclosure.sensors {
        Sensors::None => {
            said!("センサー：名前は公開しません（台数だけ）。", "Sensors: no names, only their number.")
        }
        Sensors::Alias => said!("センサー：別名で公開します。", "Sensors: by their aliases."),
        Sensors::Id => said!(
            "センサー：内部で使う識別名のまま公開します。",
            "Sensors: by the identities used in the house."
        ),
    }
}

fn days(job: &Job<'_>) -> Said {
    match job.site.disclosure.min_packets {
        Some(least) => said!(
            "少ない日の値：1日に{least}パケット未満の項目は、その日の値を伏せます。",
            "Small values: a key's day below {least} packets is withheld."
        ),
        None => said!(
            "少ない日の値：伏せません（下限の設定がありません）。",
            "Small values: none is withheld, as no limit is set."
        ),
    }
}

fn attachments(job: &Job<'_>) -> Said {
    if job.site.attachments {
        said!(
            "添付：表と図のデータ（CSV）をPDFに添付します。Webでも配ります。",
            "Attachments: the data of tables and figures (CSV) travel inside the PDF, and lie beside the page."
        )
    } else {
        said!(
            "添付：PDFにデータは添付しません。Webでは表と図のデータ（CSV）を配ります。",
            "Attachments: none in the PDF; the data of tables and figures (CSV) lie beside the page."
        )
    }
}

fn package(job: &Job<'_>) -> Said {
    let files = job.texts.first().map_or(&[][..], |text| &text.report.package);
    let names = files.iter().map(|data| data.file.as_str()).collect::<Vec<_>>();
    let (ja, en) = (names.join("、"), names.join(", "));
    if names.is_empty() {
        said!("データ一式：公開しません。", "Data package: none.")
    } else {
        said!("データ一式：公開します（{ja}）。", "Data package: {en}.")
    }
}
