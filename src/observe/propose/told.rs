//! The words for doubts: what is unsure and what to do about it, in both languages. Knows no table.

use super::doubt::Doubt;
use super::shape::Part;
use crate::finding::Said;
use crate::said;

impl Doubt {
    /// What is unsure, and what to do about it.
    pub fn words(&self) -> (Said, Said) {
        match self {
            Self::NoHeader => (
                said!("見出しの行が見つかりません。", "No row of headers was found."),
                said!(
                    "日付・ポート番号・送信元地域・パケット数などの列名がある行を確かめてください。",
                    "Look for the row with the names of columns, such as date, dst_port, src_region, packets."
                ),
            ),
            Self::Unknown { header } => (
                said!(
                    "列「{header}」は何の列かわからないため、使いません。",
                    "What the column “{header}” is for is not known; it is not used."
                ),
                said!(
                    "必要な列であれば、[sources.….columns] か [sources.….measures] に書き足してください。",
                    "If it is needed, add it to [sources.….columns] or [sources.….measures]."
                ),
            ),
            Self::ByCells { header, part } => {
                let (ja, en) = part.words();
                (
                    said!(
                        "列「{header}」は、値の形から{ja}の列とみなしました。",
                        "The column “{header}” is taken for {en} by its cells."
                    ),
                    said!(
                        "違う場合は、列名を書き換えてください。",
                        "If that is wrong, write another column's name."
                    ),
                )
            }
            Self::Second { header } => (
                said!(
                    "列「{header}」は、ほかの列と同じ種類の列とみられるため、使いません。",
                    "The column “{header}” seems to say the same as another one; it is not used."
                ),
                said!(
                    "こちらを使う場合は、列名を書き換えてください。",
                    "To use this one, write its name instead."
                ),
            ),
            Self::Total { header } => (
                said!(
                    "列「{header}」は合計の列とみて、使いません。",
                    "The column “{header}” is taken for a sum; it is not used."
                ),
                said!(
                    "合計でない場合は、列名を改めて納品してください。",
                    "If it is no sum, have it delivered under another name."
                ),
            ),
            Self::NoDay => (
                said!("日付の列が見つかりません。", "No column of days was found."),
                said!(
                    "date に日付の列名を書いてください（例: 2022-10-01、2022/10/1）。",
                    "Write the name of the column of days (2022-10-01, 2022/10/1) as date."
                ),
            ),
            Self::NoPackets => (
                said!("パケット数の列が見つかりません。", "No column of packets was found."),
                said!(
                    "measures.packets の column に列名を書いてください。",
                    "Write its name as column of measures.packets."
                ),
            ),
            Self::NoKey => (
                said!(
                    "ポート番号の列も送信元地域の列も見つかりません。",
                    "Neither ports nor source regions were found."
                ),
                said!(
                    "columns に port か region の列名を書いてください。",
                    "Write the name of the column as port or region in columns."
                ),
            ),
            Self::Misfits { part, values } => {
                let (ja, en) = part.words();
                let shown = values.join(", ");
                (
                    said!(
                        "{ja}の列に、読めない値があります（{shown}）。",
                        "The column of {en} holds what cannot be read: {shown}."
                    ),
                    said!(
                        "合計ならば leave_out に、その他の意味ならば rest に書き足してください。",
                        "If it is a sum, add it to leave_out; if it stands for all others, to rest."
                    ),
                )
            }
            Self::NoProtocol => (
                said!(
                    "プロトコルの列がないため、すべてTCPとみなしました。",
                    "There is no protocol: all ports are taken for TCP."
                ),
                said!(
                    "UDPやICMPも含む場合は、プロトコルの列を加えて納品してください。UDPだけの場合は protocol_is を書き換えてください。",
                    "If UDP or ICMP is among them, have the protocol delivered; if all is UDP, change protocol_is."
                ),
            ),
            Self::NoSensor => (
                said!(
                    "センサーの列がないため、国内のセンサー全体の数とみなしました。",
                    "There is no sensor: the counts are taken for those of all sensors at home."
                ),
                said!(
                    "海外を含む場合は scope を \"all\" に、海外だけの場合は \"overseas\" に書き換えてください。",
                    "Change scope to \"all\" or \"overseas\" if they are not."
                ),
            ),
            Self::SensorFromName { pattern } => (
                said!(
                    "センサーは、ファイル名（{pattern}）から読み取ります。",
                    "Sensors are read from the names of files ({pattern})."
                ),
                said!(
                    "{{sensor}} に当たる部分が sensors.csv の id と同じであることを確かめてください。",
                    "Check that what stands at {{sensor}} is the id in sensors.csv."
                ),
            ),
            Self::Cut { at } => (
                said!(
                    "どの日も{at}件で終わっているため、上位{at}件だけの表とみなしました。",
                    "Every day ends at {at} keys: taken for a list cut there."
                ),
                said!(
                    "すべての件数が入っている場合は、complete = false の行を除いてください。",
                    "If nothing is missing, remove the line complete = false."
                ),
            ),
            Self::Distinct { header } => (
                said!(
                    "列「{header}」は重複を除いた数とみなしました。足し合わせることはありません。",
                    "The column “{header}” is taken for a count of different sources; it is never added up."
                ),
                said!(
                    "per には、その数を数えた単位（1行の見出し）を書いてください。",
                    "Let per name the grain it was counted at."
                ),
            ),
            Self::Text { header } => (
                said!(
                    "列「{header}」は、絞り込みに使える文字列の列とみなしました。",
                    "The column “{header}” is taken for text to filter by."
                ),
                said!(
                    "使わない場合は texts から除いてください。",
                    "If it is not needed, remove it from texts."
                ),
            ),
            Self::Long { rows } => (
                said!("初めの{rows}行だけを調べました。", "Only the first {rows} rows were looked at."),
                said!("残りは build のときに調べます。", "The others are checked by build."),
            ),
        }
    }
}

impl Part {
    /// What it is called.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Date => ("日付", "days"),
            Self::Sensor => ("センサー", "sensors"),
            Self::Protocol => ("プロトコル", "protocols"),
            Self::Port => ("ポート番号", "port numbers"),
            Self::Pair => ("ポート番号とプロトコル", "ports with their protocol"),
            Self::Region => ("送信元地域", "source regions"),
            Self::Packets => ("パケット数", "packets"),
            Self::Distinct => ("重複を除いた数", "distinct counts"),
            Self::Text => ("文字列", "text"),
            Self::Unused => ("使わない値", "what is not used"),
        }
    }
}
