//! A report for tests that holds every kind of block and run, worded as a real one would be.

use std::collections::BTreeMap;

use crate::chart::Svg;
use crate::config::Cover;
use crate::finding::Place;
use crate::lang::Lang;
use crate::quarter::Day;
use crate::render::Named;
use crate::report::*;

/// The report.
pub(super) fn report() -> Report {
    Report {
        format: 1,
        site: "synthetic-2022".to_owned(),
        edition: "2022q4".to_owned(),
        lang: Lang::ja(),
        front: front(),
        about: about(),
        corrections: Vec::new(),
        summary: Some(Summary { title: "要点".to_owned(), points: points() }),
        body: [overview(), phenomena(), references(), closing()].concat(),
        labels: labels(),
        attachments: true,
        cover: Cover::Page,
        package: Vec::new(),
        catalogue: None,
    }
}

/// A drawing for each chart of [`report`].
pub(super) fn figures() -> BTreeMap<String, Svg> {
    ["trend-ports", "mirai"].map(|anchor| (anchor.to_owned(), drawing(anchor))).into()
}

/// Plain text.
pub(super) fn text(text: &str) -> Run {
    Run::Text { text: text.to_owned() }
}

/// Text that never breaks, between wide characters.
pub(super) fn keep(text: &str) -> Run {
    Run::Keep { text: text.to_owned(), gap_before: true, gap_after: true }
}

/// A paragraph.
pub(super) fn paragraph(runs: Vec<Run>) -> Paragraph {
    Paragraph::new(runs, Place::file("report.md"))
}

fn reference(anchor: &str, print: &str) -> Run {
    Run::Reference { anchor: anchor.to_owned(), text: print.to_owned(), name: None }
}

fn citation(number: u32, anchor: &str) -> Run {
    Run::Citation {
        number,
        anchor: anchor.to_owned(),
        text: format!("（{number}）"),
        name: format!("参考文献{number}"),
    }
}

fn front() -> Front {
    Front {
        title: "インターネット定点観測レポート".to_owned(),
        period: "2022年10～12月".to_owned(),
        document_title: "【合成データ】インターネット定点観測レポート（2022年10～12月）".to_owned(),
        header: "インターネット定点観測レポート（2022年10～12月） 合成データ".to_owned(),
        version: "第1.0版".to_owned(),
        date: "2023年2月14日".to_owned(),
        day: Day::from_ymd_opt(2023, 2, 14).unwrap(),
        publisher: "定点観測サンプルセンター".to_owned(),
        notice: Some(Notice {
            mark: "合成データ".to_owned(),
            sentence:
                "本レポートの数値は説明のために作成した合成データであり、実際の観測結果ではありません。"
                    .to_owned(),
        }),
        draft: Some("草稿".to_owned()),
        licence: Some(Licence {
            name: "CC BY-SA 4.0".to_owned(),
            url: "https://creativecommons.org/licenses/by-sa/4.0/".to_owned(),
            credit: "引用の際は「定点観測サンプルセンター」と表示してください。".to_owned(),
        }),
    }
}

fn labels() -> Labels {
    Labels {
        contents: "目次".to_owned(),
        open_data: "{}のデータを表で見る".to_owned(),
        data_file: "{}のデータ（CSV）".to_owned(),
        figure_file: "{}の画像（SVG）".to_owned(),
        languages: "言語".to_owned(),
        pdf: "PDF版を開く".to_owned(),
        skip: "本文へ移動".to_owned(),
        page: "{page} / {pages}".to_owned(),
        scroll: "{}（横にスクロールできます）".to_owned(),
        build: None,
        changed: None,
        controls: controls(),
        data: data_labels(),
    }
}

fn data_labels() -> DataLabels {
    DataLabels {
        workbook: "データ（Excel）".to_owned(),
        json: "データ（JSON）".to_owned(),
        descriptor: "データの説明".to_owned(),
        about: "説明".to_owned(),
        period: "期間".to_owned(),
        version: "版".to_owned(),
        publisher: "発行者".to_owned(),
        licence: "ライセンス".to_owned(),
        time_zone: "時間帯".to_owned(),
        region_database: "送信元地域の判定".to_owned(),
        marks: "値の表記".to_owned(),
        empty: "（空）".to_owned(),
        method: "集計の方法".to_owned(),
        sheet: "シート".to_owned(),
        caption: "題".to_owned(),
        scope: "範囲".to_owned(),
        unit: "単位".to_owned(),
        notes: "注".to_owned(),
    }
}

fn about() -> About {
    let day = |month, day| Day::from_ymd_opt(2022, month, day).unwrap();
    let mark = |text: &str, meaning: &str| Mark { text: text.to_owned(), meaning: meaning.to_owned() };
    About {
        version: "1.0".to_owned(),
        first: day(10, 1),
        last: day(12, 31),
        licence: Some("CC BY-SA 4.0".to_owned()),
        origins: vec![Origin {
            time_zone: Some("Asia/Tokyo".to_owned()),
            region_database: Some("見本データベース".to_owned()),
            region_database_date: Some(day(10, 3)),
        }],
        marks: vec![mark("", "値がありません。"), mark(Data::WITHHELD, "伏せた値です。")],
    }
}

fn fields(columns: &[(&str, FieldKind)]) -> Vec<Field> {
    let field =
        |(title, kind): &(&str, FieldKind)| Field { title: (*title).to_owned(), kind: *kind, unit: None };
    columns.iter().map(field).collect()
}

fn controls() -> Controls {
    Controls {
        link: "{}へのリンク".to_owned(),
        link_paragraph: "この段落へのリンク".to_owned(),
        links: "段落へのリンクを表示".to_owned(),
        ask: "{}の値を日ごとに読む".to_owned(),
        ask_hint: "グラフを指すと、その日の値を表示します。".to_owned(),
        lines: "{}に表示する線".to_owned(),
        reading: "{day}、{series}は{value}".to_owned(),
        disturbed: "{reading}（{outage}）".to_owned(),
        gap: "観測データなし".to_owned(),
        withheld: "伏せた値".to_owned(),
        columns: "{}の列を選ぶ".to_owned(),
        restore: "元の順に戻す".to_owned(),
    }
}

fn points() -> Vec<Paragraph> {
    vec![
        paragraph(vec![
            text("最も多く観測されたのは"),
            keep("23/TCP（telnet）"),
            text("宛のパケットで、前四半期から順位に変動はありませんでした。"),
        ]),
        paragraph(vec![
            text("中国を送信元とするパケットは、期初と比べて"),
            keep("約2割減"),
            text("となりました"),
            reference("trend-ports", "［図1］"),
            text("。"),
        ]),
        paragraph(vec![
            text("米国を送信元とする"),
            keep("81/TCP"),
            text("宛のパケットが"),
            keep("12月1日"),
            text("頃から増加しました。"),
        ]),
    ]
}

fn chapter(level: u8, number: Option<&str>, anchor: &str, words: Vec<Run>) -> Block {
    Block::Heading(Heading {
        level,
        number: number.map(str::to_owned),
        anchor: anchor.to_owned(),
        runs: words,
        place: Place::file("report.md"),
    })
}

fn said(runs: Vec<Run>) -> Block {
    Block::Paragraph(paragraph(runs))
}

fn overview() -> Vec<Block> {
    vec![
        chapter(1, Some("1."), "overview", vec![text("概況")]),
        said(vec![text(
            "当センターでは、インターネット上に複数の観測用センサーを分散配置し、不特定多数に向けて発信されるパケットを継続的に収集しています。宛先ポート番号や送信元地域ごとに分類し、脆弱性情報、マルウェアや攻撃ツールの情報などと対比することで、攻撃活動や準備活動の捕捉に努めています。",
        )]),
        said(vec![
            text("国内のセンサー"),
            keep("12台"),
            text("が本四半期に観測した宛先ポート番号のうち、パケット数の上位"),
            keep("5位"),
            text("は"),
            reference("top-ports", "［表1］"),
            text("のとおりです。"),
        ]),
        Block::Table(ranking()),
        said(vec![
            text("期間中のパケット数の推移を"),
            reference("trend-ports", "［図1］"),
            text("に示します。"),
            Run::Strong {
                runs: vec![
                    keep("6379/TCP（redis）"),
                    text("宛のパケットは、本四半期も減少傾向が続きました。"),
                ],
            },
            text("前四半期の"),
            keep("10月19日"),
            text("前後に見られた一時的な増加は、特定のネットワークからの調査によるものと"),
            Run::Emphasis { runs: vec![text("推測")] },
            text("されます"),
            citation(2, "ref-2"),
            text("。"),
        ]),
        Block::Chart(trend()),
        chapter(
            2,
            None,
            "method",
            vec![text("観測方法"), Run::Foreign { lang: Lang::en(), runs: vec![text("Method")] }],
        ),
        Block::List(List { start: Some(3), items: method_items() }),
    ]
}

fn ranking() -> Table {
    let rows = [
        ("1", "23/TCP（telnet）", "1", "16,874,020"),
        ("2", "6379/TCP（redis）", "2", "9,120,447"),
        ("3", "80/TCP（http）", "4", "6,003,112"),
        ("4", "22/TCP（ssh）", "3", "5,871,904"),
        ("5", "445/TCP（microsoft-ds）", "6", "4,190,332"),
    ];
    let column = |words: &str, align, names_row| Column { runs: vec![text(words)], align, names_row };
    Table {
        label: Some(label("表1", "top-ports")),
        caption: vec![text("宛先ポート番号トップ"), keep("5")],
        columns: vec![
            column("順位", Align::Center, false),
            column("宛先ポート番号", Align::Left, true),
            column("前四半期の順位", Align::Center, false),
            column("パケット数", Align::Right, false),
        ],
        rows: rows
            .iter()
            .map(|row| [row.0, row.1, row.2, row.3].map(|cell| Cell::from(vec![keep(cell)])).into())
            .collect(),
        notes: vec![
            paragraph(vec![
                text("※ポート番号とサービスの対応は"),
                Run::Foreign { lang: Lang::en(), runs: vec![text("IANA")] },
                text("の文書"),
                citation(1, "ref-1"),
                text(
                    "に基づきます。ただし、観測されたパケットが必ずしもそのサービスのプロトコルに則したものとは限りません。",
                ),
            ]),
            paragraph(vec![
                text("※"),
                keep("TOP10外"),
                text("は前四半期の順位が"),
                keep("11位"),
                text("以下であることを示します。"),
            ]),
        ],
        data: Some(Data {
            file: "top-ports.csv".to_owned(),
            header: ["key", "rank", "label", "previous_rank", "packets"].map(str::to_owned).into(),
            fields: fields(&[
                ("コード", FieldKind::Text),
                ("順位", FieldKind::Rank),
                ("宛先ポート番号", FieldKind::Text),
                ("前四半期の順位", FieldKind::Before),
                ("パケット数", FieldKind::Integer),
            ]),
            scope: "国内センサー12台".to_owned(),
            rows: rows
                .iter()
                .map(|row| [row.1, row.0, row.1, row.2, &row.3.replace(',', "")].map(str::to_owned).into())
                .collect(),
        }),
        place: Place::file("report.md"),
    }
}

fn label(print: &str, anchor: &str) -> Label {
    Label {
        text: print.to_owned(),
        anchor: anchor.to_owned(),
        open: format!("［{print}："),
        close: "］".to_owned(),
    }
}

fn trend() -> Figure {
    let first = Day::from_ymd_opt(2022, 10, 1).unwrap();
    let days: Vec<Day> = first.iter_days().take(92).collect();
    let ports = ["23/TCP（telnet）", "6379/TCP（redis）", "80/TCP（http）"];
    Figure {
        label: label("図1", "trend-ports"),
        caption: vec![keep("2022年10～12月"), text("のポート番号宛のパケット観測数トップ"), keep("5"), text("の推移")],
        alt: "折れ線グラフ。2022年10月1日から12月31日まで、国内センサー12台の1日当たりパケット数。23/TCP（telnet）は期初10日間の平均が18万、期末10日間の平均が16万、最大は11月3日の25万。".to_owned(),
        finding: Some(vec![keep("23/TCP（telnet）"), text("は期間中、増減を繰り返しました。")]),
        chart: chart(first),
        table: DataTable {
            header: ["日付"].iter().chain(&ports).map(|&words| words.to_owned()).collect(),
            rows: days.iter().zip(0..).map(|(day, i)| vec![day.to_string(), format!("{},000", 150 + i), "x".to_owned(), "－".to_owned()]).collect(),
        },
        notes: vec![paragraph(vec![text("※"), keep("11月12日"), text("は保守のため観測を停止しました。")])],
        data: Data {
            file: "trend-ports.csv".to_owned(),
            header: ["date", "23/TCP", "6379/TCP", "80/TCP"].map(str::to_owned).into(),
            fields: fields(&[
                ("日付", FieldKind::Day),
                (ports[0], FieldKind::Integer),
                (ports[1], FieldKind::Integer),
                (ports[2], FieldKind::Integer),
            ]),
            scope: "国内センサー12台".to_owned(),
            rows: days.iter().zip(0..).map(|(day, i)| vec![day.to_string(), format!("{}", 150_000 + i * 1000), "x".to_owned(), String::new()]).collect(),
        },
        place: Place::file("report.md"),
    }
}

fn chart(first: Day) -> Chart {
    Chart {
        heading: "パケット数／日（国内センサー12台の合計）".to_owned(),
        mark: Some("合成データ".to_owned()),
        first,
        days: 92,
        day_ticks: Vec::new(),
        months: Vec::new(),
        parts: 1,
        value_ticks: Vec::new(),
        series: [("23/TCP（telnet）", 0), ("6379/TCP（redis）", 9), ("80/TCP（http）", 2)]
            .map(|(label, style)| Series { label: label.to_owned(), style, values: Vec::new() })
            .into(),
        outages: vec![Outage { first: 33, last: 36 }],
        outage_label: Some("センサーの停止を含む期間".to_owned()),
        normal: None,
        events: None,
    }
}

fn method_items() -> Vec<Vec<Block>> {
    let inner = List {
        start: None,
        items: vec![
            vec![said(vec![text("日時は日本時間です。")])],
            vec![said(vec![text("欠測日は空白で示します。")])],
        ],
    };
    vec![
        vec![said(vec![
            text("センサーは、パケットを受信するだけで応答しません。"),
            Run::Code { text: "tcpdump -n 'tcp[13] & 2 != 0'".to_owned() },
        ])],
        vec![said(vec![text("集計は次のとおりです。")]), Block::List(inner)],
    ]
}

fn phenomena() -> Vec<Block> {
    let address = "https://www.example.jp/advisories/2022/very-long-path-that-will-not-fit-on-a-phone/index.html?lang=ja&year=2022";
    vec![
        chapter(1, Some("2."), "topics", vec![text("注目された現象")]),
        chapter(
            2,
            Some("2.1."),
            "mirai-japan",
            vec![text("国内を送信元とする"), keep("Mirai型パケット"), text("について"), citation(3, "ref-3")],
        ),
        said(vec![
            text("パケットの初期シーケンス番号と宛先アドレスが一致する特徴をもつもの（以下「"),
            keep("Mirai型パケット"),
            text("」という。）のうち、国内を送信元とするものの推移を"),
            reference("mirai", "［図2］"),
            text("に示します。詳しくは"),
            Run::Link {
                href: address.to_owned(),
                runs: vec![text("製品開発者の注意喚起"), citation(3, "ref-3")],
            },
            text("を参照してください。"),
            Run::Break,
            text("送信元の一部を調べたところ、"),
            keep("約5割"),
            text("でデジタルビデオレコーダーの"),
            reference("dvr-login", "［図3］"),
            text("ログイン画面が確認されました。"),
        ]),
        Block::Chart(Figure {
            label: label("図2", "mirai"),
            caption: vec![text("国内を送信元とする"), keep("Mirai型パケット"), text("の推移")],
            finding: None,
            notes: Vec::new(),
            data: Data { file: "mirai.csv".to_owned(), ..trend().data },
            ..trend()
        }),
        chapter(3, None, "devices", vec![text("確認された機器")]),
        Block::Image(Image {
            label: label("図3", "dvr-login"),
            caption: vec![keep("DVR"), text("製品のログイン画面の例")],
            file: "dvr-login.png".to_owned(),
            width: 1280,
            height: 720,
            digest: "0".repeat(64),
            alt: "利用者名とパスワードの入力欄があるログイン画面。".to_owned(),
            credit: Some(vec![text("画面：当センターが作成した模擬画面")]),
            notes: vec![paragraph(vec![text("※実在の製品ではありません。")])],
            place: Place::file("report.md"),
        }),
        Block::Table(written_table()),
        Block::Quote(Quote {
            paragraphs: vec![paragraph(vec![text(
                "「機器の利用者は、初期パスワードを変更し、ファームウェアを最新の状態に保ってください。」",
            )])],
        }),
        Block::List(List {
            start: None,
            items: vec![
                vec![said(vec![text("ファームウェアを更新する。")])],
                vec![said(vec![text("管理画面をインターネットに公開しない。")])],
            ],
        }),
    ]
}

fn written_table() -> Table {
    let column = |words: &str| Column { runs: vec![text(words)], align: Align::Left, names_row: false };
    let cell = |words: &str| Cell::from(vec![text(words)]);
    Table {
        label: None,
        caption: Vec::new(),
        columns: vec![column("機器の種類"), column("確認された特徴"), column("対策")],
        rows: vec![
            vec![cell("録画装置"), cell("管理画面が外部に公開されている"), cell("接続元を制限する")],
            vec![cell("ブロードバンドルーター"), cell("古いファームウェアが使われている"), cell("更新する")],
        ],
        notes: Vec::new(),
        data: None,
        place: Place::file("report.md"),
    }
}

fn references() -> Vec<Block> {
    let entry = |number: u32, publisher: &str, title: &str, url: &str| Entry {
        number,
        anchor: format!("ref-{number}"),
        mark: format!("（{number}）"),
        lines: vec![
            vec![text(publisher)],
            vec![Run::Foreign { lang: Lang::en(), runs: vec![text(title)] }],
            vec![Run::Link { href: url.to_owned(), runs: vec![text(url)] }],
        ],
    };
    let entries = vec![
        entry(
            1,
            "Example Numbers Authority",
            "Service Name and Transport Protocol Port Number Registry",
            "https://numbers.example/assignments/service-names-port-numbers/service-names-port-numbers.xhtml",
        ),
        entry(2, "Example Research", "A Study of Scanners", "https://research.example/scanners"),
        entry(3, "Example Vendor", "Security Advisory for Recorders", "https://vendor.example/advisory"),
    ];
    vec![
        chapter(1, Some("3."), "references", vec![text("参考文献")]),
        Block::References(References { entries }),
    ]
}

fn closing() -> Vec<Block> {
    let link = Run::Link { href: "mailto:pr@example.jp".to_owned(), runs: vec![text("pr@example.jp")] };
    vec![Block::Closing(Closing {
        paragraphs: vec![
            paragraph(vec![text("※資料に記載の社名、製品名は各社の商標または登録商標です。")]),
            paragraph(vec![
                text("本レポートは、見本省の委託事業「"),
                keep("令和4年度"),
                text("インターネット観測見本事業」の一環として作成しました。"),
            ]),
            paragraph(vec![text("引用・転載の際は広報（"), link, text("）までご連絡ください。")]),
            paragraph(vec![text("定点観測サンプルセンター")]),
        ],
    })]
}

/// A chart as `chart` draws one: presentation attributes only, ids of its own.
fn drawing(anchor: &str) -> Svg {
    let line = |phase: i64, height: i64| -> String {
        (0..92).map(|day: i64| format!("{},{} ", 70 + day * 7, height + (day * 37 + phase) % 61)).collect()
    };
    let series = [
        ("#0b5394", "", 60, "23/TCP（telnet）"),
        ("#b45f06", "8 4", 170, "6379/TCP（redis）"),
        ("#38761d", "2 3", 250, "80/TCP（http）"),
    ];
    let lines: String = series.iter().map(|(colour, dashes, height, name)| format!(
        "<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\" points=\"{}\"/><text x=\"725\" y=\"{}\" font-size=\"13\" fill=\"{colour}\">{name}</text>",
        line(*height, *height), height + 35,
    )).collect();
    let months: String = (10..13)
        .map(|month| {
            format!(
                "<text x=\"{}\" y=\"375\" font-size=\"13\" text-anchor=\"middle\">{month}月</text>",
                180 + (month - 10) * 215
            )
        })
        .collect();
    Svg::of_test(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 860 400\" width=\"860\" height=\"400\" role=\"img\" aria-labelledby=\"{anchor}_title {anchor}_desc\" font-family=\"sans-serif\"><title id=\"{anchor}_title\">図</title><desc id=\"{anchor}_desc\">折れ線グラフ。</desc><rect width=\"860\" height=\"400\" fill=\"#ffffff\"/><text x=\"10\" y=\"24\" font-size=\"13\">パケット数／日（国内センサー12台の合計）</text><text x=\"850\" y=\"24\" font-size=\"13\" text-anchor=\"end\" fill=\"#8a5a00\">合成データ</text><path d=\"M70 40V350H712\" fill=\"none\" stroke=\"#555555\"/>{lines}{months}</svg>"
    ))
}

/// The names of its files.
pub(super) fn named() -> Named {
    Named {
        page: "index.html".to_owned(),
        pdf: "report.pdf".to_owned(),
        folder: Some("https://www.example.jp/reports/2022q4/".to_owned()),
        address: Some("https://www.example.jp/reports/2022q4/".to_owned()),
        prefix: "teiten-2022q4-".to_owned(),
        heading: 2,
    }
}
