//! What cannot be told to whoever asks, and what must be known of an answer.

use crate::finding::{Finding, Place};
use crate::said;

/// No sensor may be named.
pub(super) fn sensors_withheld(place: &Place) -> Finding {
    Finding::error(
        "sensors-withheld",
        place.clone(),
        said!(
            "センサーごとの順位は、公開の設定（sensors = \"none\"）では公表できません。",
            "A ranking of sensors is withheld by sensors = \"none\"."
        ),
        said!(
            "--public を外すと、内部用（未公表）として見られます。",
            "Without --public you see it for yourself, marked as not published."
        ),
    )
}

/// Nothing was observed.
pub(super) fn nothing(place: &Place) -> Finding {
    Finding::error(
        "ask-empty",
        place.clone(),
        said!(
            "この期間と条件に合うパケットは、一つも観測されていません。",
            "Not a single packet was observed in this period under these conditions."
        ),
        said!(
            "--days、--where、scope（既定は国内のセンサー）を確かめてください。",
            "Check --days, --where and the scope (sensors at home, unless --where scope=… says otherwise)."
        ),
    )
}

/// Columns of an index or share that would tell packets.
pub(super) fn left_out(place: &Place) -> Finding {
    Finding::note(
        "ask-no-index",
        place.clone(),
        said!(
            "パケットが少なく、指数や割合の刻みから件数がわかるため、その列は示しません。",
            "Packets are so few that the steps of an index or share would tell them: that column is left out."
        ),
        said!("期間を長くすると示せることがあります。", "A longer period may do."),
    )
}

/// A chart whose index would tell packets.
pub(super) fn no_index(place: &Place) -> Finding {
    Finding::error(
        "ask-no-index",
        place.clone(),
        said!(
            "パケットが少なく、指数の刻みから件数がわかるため、日ごとのグラフは公表できません。",
            "Packets are so few that the steps of an index of days would tell them: this chart is not told."
        ),
        said!("グラフではなく、順位の表にしてください。", "Ask for a ranking in place of a chart."),
    )
}

/// What `min_packets` cannot do for an answer beside what was published before.
pub(super) fn guarded_alone() -> Finding {
    Finding::note(
        "ask-alone",
        Place::file("--public"),
        said!(
            "少ない数を伏せる処理は、この答えだけを見て行っています。公開した版や、前に答えた数との引き算までは防げません。",
            "Small numbers are withheld with this answer alone in view: what was published or answered before may tell them by subtraction."
        ),
        said!(
            "期間や条件を少しずつ変えた数を、続けて公表しないでください。",
            "Do not publish one answer after another with periods or conditions that differ a little."
        ),
    )
}
