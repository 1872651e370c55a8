//! What help says of the program, its commands and their arguments, in Japanese and English. A key is a command's name
//! (empty for the program), with `!` for what follows after its arguments, or with `.` and an argument.

/// A text of the help.
pub struct Words {
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

/// The words under `key`; those of an argument of every command stand with the program.
pub fn of(key: &str) -> Option<&'static Words> {
    let find = |key: &str| WORDS.iter().find(|(held, _)| *held == key).map(|(_, words)| words);
    find(key).or_else(|| find(&key[key.find('.')?..]))
}

/// Every text, the program's first, then by command.
const WORDS: &[(&str, Words)] = &[
    (
        "",
        Words {
            ja: "観測データと原稿から、四半期ごとのインターネット定点観測レポート（PDFとHTML）を作ります",
            en: "Makes quarterly internet observation reports: one PDF and one web edition from observations and a manuscript",
        },
    ),
    (
        "!",
        Words {
            ja: "\
サイトの中で何も付けずに実行すると、版ごとの状態と、次にすることを示します。

例:
  teiten build samples/honeypot-2013/2013q2
  teiten build --out /srv/www/reports sites/tokyo/2024q1 sites/tokyo/2024q2
  teiten build --format json 2024q2 > findings.json
  teiten sources sites/tokyo/data/*.csv

終了コード:
  0  できた
  1  観測データ・版・原稿の誤り
  2  使い方かteiten.tomlの誤り
  3  teiten自身の誤り
  4  ディスクに読み書きできない
いくつか当てはまるときは、最も大きい番号になります。",
            en: "\
Alone in a site, it says where each edition stands, and the next step.

Examples:
  teiten build samples/honeypot-2013/2013q2
  teiten build --out /srv/www/reports sites/tokyo/2024q1 sites/tokyo/2024q2
  teiten build --format json 2024q2 > findings.json
  teiten sources sites/tokyo/data/*.csv

Exit codes:
  0  made
  1  observations, edition or manuscript refused
  2  usage or teiten.toml
  3  a fault of teiten
  4  disk
Where several hold, the largest is given.",
        },
    ),
    (
        ".format",
        Words {
            ja: "指摘の出し方。text は人のため（標準エラー出力）、json は機械のため（標準出力）。既定は text",
            en: "Findings for people (on stderr) or for machines (JSON on stdout)",
        },
    ),
    (
        ".lang",
        Words {
            ja: "表示の言語。ja か en。既定は、日本語のロケールでは ja、ほかでは en",
            en: "Language of messages and help [default: Japanese in a Japanese locale, else English]",
        },
    ),
    (
        ".quiet",
        Words {
            ja: "標準エラー出力に、指摘だけを出します（進み具合、読んだデータ、件数を出しません）",
            en: "Only findings on stderr: no progress, no coverage, no counts",
        },
    ),
    (
        ".help",
        Words {
            ja: "使い方を表示します",
            en: "Print help",
        },
    ),
    (
        ".version",
        Words {
            ja: "版を表示します",
            en: "Print version",
        },
    ),
    (
        "approve",
        Words {
            ja: "版の承認を記録します：だれが、いつ、どの完成レポートを（署名ではありません）",
            en: "Record that an edition was approved: who, when, and which finished report (no signature)",
        },
    ),
    (
        "approve!",
        Words {
            ja: "\
公開されるとおりに組み立て、エラーと「要確認」がなければ、版のフォルダーの approval.toml に記録し、
edition.toml の status を \"approved\" にします。記録の後にレポートが変わると、承認は無効になります。

例:
  teiten approve 2024q2 --by 山田
  teiten approve 2024q2 --by \"広報担当 佐藤\"",
            en: "\
Composes the edition as it will be published. Without an error and without a place left to confirm, the
approval is recorded in approval.toml in the edition's folder, and status in edition.toml becomes \"approved\".
The approval is void as soon as the report changes.

Examples:
  teiten approve 2024q2 --by Yamada
  teiten approve 2024q2 --by \"Sato, public relations\"",
        },
    ),
    (
        "approve.edition",
        Words {
            ja: "版のフォルダー（edition.tomlのあるところ）",
            en: "Folder of the edition, with an edition.toml",
        },
    ),
    (
        "approve.by",
        Words {
            ja: "承認した人の名前。公開されません",
            en: "Who approved it; never published",
        },
    ),
    (
        ".now",
        Words {
            ja: "いまの時刻の代わりに使う時刻（2023-02-14T10:00:00+09:00 の形）",
            en: "Time to take for now, such as 2023-02-14T10:00:00+09:00 [default: the clock]",
        },
    ),
    (
        "build",
        Words {
            ja: "版を作ります：PDF、HTML、図、データ、来歴",
            en: "Build editions: PDF, HTML, figures, data files and a manifest",
        },
    ),
    (
        "build!",
        Words {
            ja: "\
例:
  teiten build samples/honeypot-2013/2013q2
  teiten build --out /srv/www/reports sites/tokyo/2024q1 sites/tokyo/2024q2
  teiten build --format json 2024q2 > findings.json

終了コード:
  0  できた
  1  観測データ・版・原稿の誤り
  2  使い方かteiten.tomlの誤り
  3  teiten自身の誤り
  4  ディスクに読み書きできない",
            en: "\
Examples:
  teiten build samples/honeypot-2013/2013q2
  teiten build --out /srv/www/reports sites/tokyo/2024q1 sites/tokyo/2024q2
  teiten build --format json 2024q2 > findings.json

Exit codes:
  0  made
  1  observations, edition or manuscript refused
  2  usage or teiten.toml
  3  a fault of teiten
  4  disk
Where several hold, the largest is given.",
        },
    ),
    (
        "build.finished",
        Words {
            ja: "公開されるときとまったく同じものを、drafts に作ります",
            en: "Make, still among the drafts, the very bytes that will be published",
        },
    ),
    (
        "build.editions",
        Words {
            ja: "版のフォルダー（edition.tomlのあるところ）。サイトは、そこから上へたどって最も近いteiten.tomlのあるフォルダーです",
            en: "Folders of editions, each with an edition.toml; the site is the nearest folder above with a teiten.toml",
        },
    ),
    (
        "build.out",
        Words {
            ja: "サイトのoutやdraftsの代わりに、DIRの下に書き出します",
            en: "Write below DIR instead of the site's `out` or `drafts` folder",
        },
    ),
    (
        "check",
        Words {
            ja: "原稿を校閲します：数字、期間、題と参照、用語、日本語、名前",
            en: "Proof-read editions: numbers, periods, captions, terms, Japanese and names against the data and the house",
        },
    ),
    (
        "check!",
        Words {
            ja: "\
例:
  teiten check samples/synthetic-2022/2022q4
  teiten check --all --deny warnings 2024q1

buildと同じものを読み、何も書きません。

終了コード:
  0  版を妨げるものがない
  1  観測データ・版・原稿の誤り。--deny warnings では警告も
  2  使い方かteiten.tomlの誤り
  3  teiten自身の誤り
  4  ディスクに読み書きできない",
            en: "\
Examples:
  teiten check samples/synthetic-2022/2022q4
  teiten check --all --deny warnings 2024q1

Reads everything that a build reads and writes nothing.

Exit codes:
  0  nothing that refuses the edition
  1  errors in observations, edition or manuscript; with --deny warnings, warnings too
  2  usage or teiten.toml
  3  a fault of teiten
  4  disk",
        },
    ),
    (
        "check.editions",
        Words {
            ja: "版のフォルダー（edition.tomlのあるところ）",
            en: "Folders of editions, each with an edition.toml",
        },
    ),
    (
        "check.all",
        Words {
            ja: "大事な5件だけでなく、すべての指摘を示します",
            en: "Show every finding, not only the five that matter most",
        },
    ),
    (
        "check.deny",
        Words {
            ja: "warnings と書くと、警告があるときも終了コードを1にします",
            en: "End with code 1 where there are warnings, too",
        },
    ),
    (
        "completions",
        Words {
            ja: "シェルの補完の設定を表示します",
            en: "Print the completions of a shell",
        },
    ),
    (
        "completions!",
        Words {
            ja: "\
例:
  teiten completions bash > ~/.local/share/bash-completion/completions/teiten
  teiten completions zsh > ~/.zfunc/_teiten

終了コード:
  0  表示した
  2  使い方の誤り
  4  ディスクに読み書きできない",
            en: "\
Examples:
  teiten completions bash > ~/.local/share/bash-completion/completions/teiten
  teiten completions zsh > ~/.zfunc/_teiten

Exit codes:
  0  printed
  2  usage
  4  disk",
        },
    ),
    (
        "completions.shell",
        Words {
            ja: "シェル：bash、elvish、fish、powershell、zsh",
            en: "The shell",
        },
    ),
    (
        "doctor",
        Words {
            ja: "サイトを調べます：フォント、見た目、データ、ディスク",
            en: "Look over a site: fonts, look, data, disk",
        },
    ),
    (
        "doctor!",
        Words {
            ja: "\
例:
  teiten doctor
  teiten doctor sites/tokyo

フォント、サイトの見た目（どの版から作られたかは、コメントの「teiten-look: …」でわかります）、最も新しい版の四半期までの
データ、版を書き出すフォルダーを調べます。何も書き換えません。

終了コード:
  0  版を妨げるものがない
  1  観測データの誤り
  2  使い方かteiten.tomlの誤り
  3  teiten自身の誤り
  4  outかdraftsに書けない",
            en: "\
Examples:
  teiten doctor
  teiten doctor sites/tokyo

Looks at fonts, at the site's own look (which says what it was made from: teiten-look: DIGEST in a comment), at data up
to the newest edition's quarter, and at the folders that take editions. Nothing is written.

Exit codes:
  0  nothing that refuses an edition
  1  observations are refused
  2  usage or teiten.toml
  3  a fault of teiten
  4  out or drafts cannot be written",
        },
    ),
    (
        "doctor.site",
        Words {
            ja: "サイトのフォルダー。既定は、上へたどって最も近いteiten.tomlのあるフォルダー",
            en: "The folder of the site [default: the nearest one above with a teiten.toml]",
        },
    ),
    (
        "init",
        Words {
            ja: "サイトを作ります：設定、固定文、観測データの置き場所",
            en: "Make a site: settings, texts, a place for observations",
        },
    ),
    (
        "init!",
        Words {
            ja: "\
例:
  teiten init tokyo
  teiten init tokyo --title 定点観測レポート --publisher 観測センター --from delivered/*.csv

指定のないことは、端末で尋ねます。teiten.toml、data/sensors.csvの見出し、texts、.gitignoreを作り、すでにあるものは変えません。
--langは、できるファイルの言語にもなります。

終了コード:
  0  できた
  1  届いたファイルが読めないか、見出しがない
  2  使い方の誤りか、teiten.tomlがすでにある
  3  teiten自身の誤り
  4  ディスクに読み書きできない",
            en: "\
Examples:
  teiten init tokyo
  teiten init tokyo --title \"Internet Observation Report\" --publisher \"Example CERT\" --from delivered/*.csv

Asks on a terminal for what no flag says. Writes teiten.toml, the head of data/sensors.csv, texts and .gitignore, and
nothing over what is there; --lang is the language of them, too.

Exit codes:
  0  made
  1  a delivered file cannot be read, or has no header
  2  usage, or there is a teiten.toml already
  3  a fault of teiten
  4  disk",
        },
    ),
    (
        "init.folder",
        Words {
            ja: "サイトのフォルダー。なければ作ります",
            en: "The folder of the site; made where it is missing",
        },
    ),
    (
        "init.title",
        Words {
            ja: "レポートの題名",
            en: "Title of the report",
        },
    ),
    (
        "init.publisher",
        Words {
            ja: "発行者",
            en: "Who publishes",
        },
    ),
    (
        "init.home",
        Words {
            ja: "「国内」とする地域。既定は JP",
            en: "The region whose sensors are at home [default: JP]",
        },
    ),
    (
        "init.id",
        Words {
            ja: "サイトの識別名。既定はフォルダーの名前",
            en: "Identity of the site [default: the folder's name]",
        },
    ),
    (
        "init.from",
        Words {
            ja: "[sources]の案を作るために調べる、届いたファイル",
            en: "Delivered files from which to propose the sources",
        },
    ),
    (
        "new",
        Words {
            ja: "前の版から次の版を作ります",
            en: "Lay out the next edition from the last one",
        },
    ),
    (
        "new!",
        Words {
            ja: "\
例:
  teiten new 2023Q1
  teiten new 2023q1 sites/tokyo

その四半期より前の、いちばん新しい版から、構成、表とグラフ、数がすべて埋め込みの文を引き継ぎます。その四半期だけの文は
「要確認」に変わり、すぐ下のコメントに残ります。まだ版がなければ、データの列から答えられる原稿を作ります。すでにある
ものは変えません。

終了コード:
  0  できた
  1  前の版が読めないか、その四半期の版がすでにある
  2  使い方かteiten.tomlの誤り
  3  teiten自身の誤り
  4  ディスクに読み書きできない",
            en: "\
Examples:
  teiten new 2023Q1
  teiten new 2023q1 sites/tokyo

Carries the last edition before it over: its structure, its tables and charts, and sentences all of whose numbers are
bound. What was written for one quarter becomes a prompt, and stays beside it in a comment. Where there is no
edition yet, the manuscript begins with what the sources can answer. Nothing that is there is written over.

Exit codes:
  0  made
  1  the last edition cannot be read, or there is an edition of that quarter
  2  usage or teiten.toml
  3  a fault of teiten
  4  disk",
        },
    ),
    (
        "new.quarter",
        Words {
            ja: "四半期。2023Q1 など",
            en: "The quarter, such as 2023Q1",
        },
    ),
    (
        "new.site",
        Words {
            ja: "サイトのフォルダー。既定は、上へたどって最も近いteiten.tomlのあるフォルダー",
            en: "The folder of the site [default: the nearest one above with a teiten.toml]",
        },
    ),
    (
        "preview",
        Words {
            ja: "書きながら、版をブラウザーで見ます",
            en: "Show an edition in the browser while it is written",
        },
    ),
    (
        "preview!",
        Words {
            ja: "\
例:
  teiten preview samples/synthetic-2022/2022q4
  cd sites/tokyo && teiten preview --port 8000

この計算機のブラウザーに版を表示し、サイトや観測データのファイルを保存するたびに、表示を改めます。誤りは、最後にできた
ページの上に示します。PDFは、見るときに作ります。ディスクには何も書きません。Ctrl+Cで終わります。

終了コード（始められないとき）:
  2  使い方の誤り、またはポートがふさがっている
  3  teiten自身の誤り",
            en: "\
Examples:
  teiten preview samples/synthetic-2022/2022q4
  cd sites/tokyo && teiten preview --port 8000

Shows the edition in a browser on this machine and shows it anew whenever a file of the site or of its observations
is saved. Errors stand above the last page that could be made. The PDF is made when it is looked at. Nothing is
written to a disk. Ctrl+C ends it.

Exit codes, where it cannot begin:
  2  usage, or the port is taken
  3  a fault of teiten",
        },
    ),
    (
        "preview.edition",
        Words {
            ja: "版のフォルダー［省略時：今いるフォルダー。サイトの中では、その最後の版］",
            en: "The folder of an edition [default: this folder, or in a site its last edition]",
        },
    ),
    (
        "preview.port",
        Words {
            ja: "空いているポートの代わりに、127.0.0.1のこのポートで待ちます",
            en: "Listen on 127.0.0.1 at this port instead of any free one",
        },
    ),
    (
        "publish",
        Words {
            ja: "承認された版を公開します：out に置き、掲載した順位を記録し、変わったアドレスを挙げます",
            en: "Publish an approved edition: bring it to out, record its printed ranks, list addresses",
        },
    ),
    (
        "publish!",
        Words {
            ja: "\
承認の後に変わったところがあるとき、エラーや「要確認」が残っているとき、edition.toml の publish_at や
引用した参考文献の not_before より前には、公開しません。途中で止まったときは、もう一度実行すれば続きをします。

例:
  teiten publish 2024q2",
            en: "\
Refuses where the report differs from what was approved, where an error stands or a place is left to confirm,
and before publish_at of edition.toml or not_before of a cited reference. Interrupted, it is completed by the next run.

Examples:
  teiten publish 2024q2",
        },
    ),
    (
        "publish.edition",
        Words {
            ja: "版のフォルダー（edition.tomlのあるところ）",
            en: "Folder of the edition, with an edition.toml",
        },
    ),
    (
        "revise",
        Words {
            ja: "公開した版を、次の版番号の草稿にします（訂正か改訂）",
            en: "Make a published edition a draft of its next version, a correction or a revision",
        },
    ),
    (
        "revise!",
        Words {
            ja: "\
公開した版の原稿や設定を versions に残し、edition.toml の版番号を上げて草稿に戻し、履歴に1件加えます。
訂正では、お知らせ（何が誤っていたか、正しくは何か、だれに影響するか）を edition.toml に書きます。

例:
  teiten revise 2024q2 --kind 訂正 --reason 表2の集計の誤り
  teiten revise 2024q2 --kind 改訂 --reason 英語版の追加",
            en: "\
Keeps the manuscript and settings of the published version in versions/, raises the version in edition.toml,
sets it back to draft, and adds an entry to its history. A correction asks for its notice: what was wrong,
what is right, who is affected.

Examples:
  teiten revise 2024q2 --kind correction --reason \"Table 2 was miscounted\"
  teiten revise 2024q2 --kind revision --reason \"English edition added\"",
        },
    ),
    (
        "revise.edition",
        Words {
            ja: "版のフォルダー（edition.tomlのあるところ）",
            en: "Folder of the edition, with an edition.toml",
        },
    ),
    (
        "revise.kind",
        Words {
            ja: "訂正（誤りを直す）か 改訂（加える、改める）",
            en: "Whether something was wrong (correction), or is added or improved (revision)",
        },
    ),
    (
        "revise.reason",
        Words {
            ja: "何を変えるか。更新履歴に印刷されます",
            en: "What changes; printed in the history",
        },
    ),
    (
        "sources",
        Words {
            ja: "届いたファイルを調べ、teiten.tomlの[sources]の案を表示します",
            en: "Look at delivered files and propose the [sources] of a teiten.toml",
        },
    ),
    (
        "sources!",
        Words {
            ja: "\
例:
  teiten sources delivered/*.csv
  teiten sources --lang ja sites/tokyo/data/2024-04.xlsx >> sites/tokyo/teiten.toml

案は標準出力にTOMLで出し、確かでないことはその中のコメントに、気づいたことは標準エラー出力に出します。ファイルの名前は、上へ
たどって最も近いteiten.tomlのあるフォルダーから、なければ今いるフォルダーから見て書きます。何も書き換えません。すべての行を
調べるのはbuildです。

終了コード:
  0  案を示した
  1  ファイルが読めないか、見出しがない
  2  ファイルがないか、形式がわからない
  3  teiten自身の誤り
  4  ディスクに読み書きできない",
            en: "\
Examples:
  teiten sources delivered/*.csv
  teiten sources --lang en sites/tokyo/data/2024-04.xlsx >> sites/tokyo/teiten.toml

The proposal goes to stdout as TOML, with what it is unsure of as comments; remarks go to stderr.
File names are written as seen from the nearest folder above with a teiten.toml, else from here.
Nothing is written and no site is read; `build` checks every row.

Exit codes:
  0  proposed
  1  a file cannot be read, or has no header
  2  there is no such file, or its format is not known
  3  a fault of teiten
  4  disk",
        },
    ),
    (
        "sources.files",
        Words {
            ja: "届いたファイル（CSV（UTF-8、CP932、gz、zst）、Parquet、xlsx）か、そのフォルダー",
            en: "Delivered files (CSV in UTF-8 or CP932, plain, gz or zst; Parquet; xlsx) or folders of them",
        },
    ),
    (
        "values",
        Words {
            ja: "原稿に埋め込める値を、印刷されるとおりに、写せる形ですべて並べます",
            en: "List every value that a manuscript may bind, as it would print, ready to copy",
        },
    ),
    (
        "values!",
        Words {
            ja: "\
例:
  teiten values samples/synthetic-2022/2022q4
  teiten values 2024q1 top_regions facts
  teiten values --format json 2024q1 > values.json

版の表、グラフ、事実、期間の値を、フィルターなしと、合うフィルターごとに、標準出力に並べます。何も書きません。値のない埋め込み
は、ここでは誤りではありません。

終了コード:
  0  並べた
  1  観測データ・版・原稿の誤りで、並べられないものがある
  2  使い方かteiten.tomlの誤り
  3  teiten自身の誤り
  4  ディスクに読み書きできない",
            en: "\
Examples:
  teiten values samples/synthetic-2022/2022q4
  teiten values 2024q1 top_regions facts
  teiten values --format json 2024q1 > values.json

Every value of the edition's tables, charts, facts and periods goes to stdout, without a filter and through every
filter that fits it; nothing is written. Bindings that have no value are no fault here.

Exit codes:
  0  listed
  1  observations, edition or manuscript keep some of it from being listed
  2  usage or teiten.toml
  3  a fault of teiten
  4  disk",
        },
    ),
    (
        "values.edition",
        Words {
            ja: "版のフォルダー（edition.tomlのあるところ）",
            en: "The folder of an edition, with an edition.toml",
        },
    ),
    (
        "values.blocks",
        Words {
            ja: "この名前の表、グラフ、または値の組（quarter、factsなど）だけを並べます",
            en: "List only the tables, charts or groups of values (quarter, facts ...) of these names",
        },
    ),
    (
        "withdraw",
        Words {
            ja: "公開した版を取り下げます：ページは理由を残し、PDFやデータはなくなります",
            en: "Withdraw a published edition: its pages stay with the reason, PDF and data leave",
        },
    ),
    (
        "withdraw!",
        Words {
            ja: "\
out の版と、その版番号ごとのアドレスに、題名、「取り下げ」、理由を書いたページだけを残します。
掲載した順位の記録からは、この版の行がなくなります。

例:
  teiten withdraw 2024q2 --reason 観測データの誤りのため",
            en: "\
At the address of the edition and of each of its versions stays a page with the title and the reason.
The record of printed ranks forgets the edition.

Examples:
  teiten withdraw 2024q2 --reason \"The observations were wrong\"",
        },
    ),
    (
        "withdraw.edition",
        Words {
            ja: "版のフォルダー（edition.tomlのあるところ）",
            en: "Folder of the edition, with an edition.toml",
        },
    ),
    (
        "withdraw.reason",
        Words {
            ja: "取り下げる理由。ページに印刷されます",
            en: "Why; printed on the page",
        },
    ),
];
