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
            ja: "結果の出し方。text は人のため、json は機械のため（標準出力にはJSONだけを出します）。既定は text",
            en: "Results for people, or for machines (JSON, and nothing else, on stdout)",
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
        "ask",
        Words {
            ja: "問い合わせに答えます：期間と条件を決めて、観測データから順位やグラフを出します",
            en: "Answer a question from the observations: a ranking or chart of any days, without a manuscript",
        },
    ),
    (
        "ask!",
        Words {
            ja: "\
例:
  teiten ask 2022q4 --days 2022-12 --where region=米国
  teiten ask 2022q4 --rank region --top 20 --where port=445/TCP --out smb.csv
  teiten ask 2022q4 --series 23/TCP,2323/TCP --out telnet.svg
  teiten ask 2022q4 --days 2022-12 --where region=US --public

--public がない答えは内部用で、「未公表」の印が付きます。

終了コード:
  0  答えた
  1  観測データの誤り、または合うパケットがない
  2  使い方かteiten.tomlの誤り
  3  teiten自身の誤り
  4  ディスクに読み書きできない",
            en: "\
Examples:
  teiten ask 2022q4 --days 2022-12 --where region=US
  teiten ask 2022q4 --rank region --top 20 --where port=445/TCP --out smb.csv
  teiten ask 2022q4 --series 23/TCP,2323/TCP --out telnet.svg
  teiten ask 2022q4 --days 2022-12 --where region=US --public

Without --public the answer is for the house and marked as not published.

Exit codes:
  0  answered
  1  observations refused, or no packet fits
  2  usage or teiten.toml
  3  a fault of teiten
  4  disk",
        },
    ),
    (
        "ask.edition",
        Words {
            ja: "版のフォルダー（edition.tomlのあるところ）。そのサイトの観測データに尋ねます",
            en: "Folder of an edition; the observations of its site are asked",
        },
    ),
    (
        "ask.rank",
        Words {
            ja: "何の順位か。port（宛先ポート）、region（送信元地域）、sensor（センサー）、または文字列の列の名前。既定は port",
            en: "What is ranked: port, region, sensor or another column of texts [default: port]",
        },
    ),
    (
        "ask.top",
        Words {
            ja: "何位まで示すか。既定は、表では 10、グラフでは 5（8 まで）",
            en: "How many ranks [default: 10 in a table, 5 in a chart, which has at most 8]",
        },
    ),
    (
        "ask.where",
        Words {
            ja: "条件。region=US,CN、region!=JP、port=23/TCP、port=1-1023、protocol=UDP、scope=all など。いくつでも重ねられます",
            en: "A condition, such as region=US,CN, region!=JP, port=23/TCP, port=1-1023, protocol=UDP or scope=all; may be given again",
        },
    ),
    (
        "ask.days",
        Words {
            ja: "期間。2022-12-01..2022-12-31、2022-12、2022-12-04、2022q4 など（366日まで）。既定は、版の四半期",
            en: "The days: 2022-12-01..2022-12-31, 2022-12, 2022-12-04 or 2022q4, 366 at most [default: the quarter]",
        },
    ),
    (
        "ask.source",
        Words {
            ja: "尋ねるデータ（teiten.tomlの[sources.名前]）。一つしかなければ要りません",
            en: "The source, as [sources.NAME] in teiten.toml calls it, where there is more than one",
        },
    ),
    (
        "ask.measure",
        Words {
            ja: "数えるもの（teiten.tomlのmeasures）。既定は packets",
            en: "The measure, as measures in teiten.toml calls it [default: packets]",
        },
    ),
    (
        "ask.chart",
        Words {
            ja: "順位の代わりに、日ごとの推移を示します（--outが.svgなら、付けなくてもグラフになります）",
            en: "The course day by day in place of a ranking; a name that ends in .svg asks for it, too",
        },
    ),
    (
        "ask.series",
        Words {
            ja: "推移を示す項目。23/TCP,445/TCP など（8項目まで）",
            en: "The keys whose course is told, such as 23/TCP,445/TCP; 8 at most",
        },
    ),
    (
        "ask.out",
        Words {
            ja: "答えをファイルに書き出します。.csv は表、.svg はグラフ。すでにあるファイルには書きません",
            en: "Write the answer to a file: .csv for a table, .svg for a chart; never over one that is there",
        },
    ),
    (
        "ask.public",
        Words {
            ja: "teiten.tomlの[disclosure]に従って公表できる形にし、引用できる文を示します",
            en: "What [disclosure] in teiten.toml lets out, with a sentence that may be quoted",
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
  teiten build --final 2024q2

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
  teiten build --final 2024q2

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
        "diff",
        Words {
            ja: "二つの版を比べます。または、二つの観測データから同じ版を作り、比べます",
            en: "Compare two editions, or one edition from two deliveries of its observations",
        },
    ),
    (
        "diff!",
        Words {
            ja: "\
例:
  teiten diff drafts/tokyo/2022q4 2022q4
  teiten diff out/tokyo/2022q3 out/tokyo/2022q4 --html 違い.html
  teiten diff 2022q4 --data ~/received/2022q4-old.csv data/2022q4.csv
  teiten diff --format json 2022q3 2022q4 > diff.json

版のフォルダー（いま組み立てます）か、buildが書き出したフォルダーを、旧、新の順に指定します。異なるところだけを、読む順に、
段落は語ごと、表はセルごと、グラフは線ごとに示します。[-旧-] と {+新+} の印は、色がなくても読めます。--htmlのページには、
グラフの新旧を重ねた図も入ります。--dataの結果には、公開の設定を当てていない合計が入るので、組織の外には出せません。

終了コード:
  0  比べた（違いがあっても、なくても）
  1  観測データ・版・原稿の誤り
  2  使い方かteiten.tomlの誤り
  3  teiten自身の誤り
  4  ディスクに読み書きできない",
            en: "\
Examples:
  teiten diff drafts/tokyo/2022q4 2022q4
  teiten diff out/tokyo/2022q3 out/tokyo/2022q4 --html differences.html
  teiten diff 2022q4 --data ~/received/2022q4-old.csv data/2022q4.csv
  teiten diff --format json 2022q3 2022q4 > diff.json

Each side is the folder of an edition, composed now, or one that a build wrote; the old one comes first. Only what
differs is told, in the order of reading: prose word by word, tables cell by cell, charts line by line. The marks
[-old-] and {+new+} need no colour. The page of --html also draws both states of each chart over each other. With
--data it holds sums to which no rule of disclosure was applied: it must not leave the house.

Exit codes:
  0  compared, whether anything differs or not
  1  observations, edition or manuscript keep a side from being composed
  2  usage or teiten.toml
  3  a fault of teiten
  4  disk",
        },
    ),
    (
        "diff.sides",
        Words {
            ja: "旧と新の版のフォルダー。--dataがあるときは、版のフォルダー一つ",
            en: "The folders of the old and the new edition; with --data the folder of one",
        },
    ),
    (
        "diff.data",
        Words {
            ja: "前に届いた観測データのファイルと、それを置き換える、後から届いたファイル",
            en: "A delivered file of observations, and the later one that replaces it",
        },
    ),
    (
        "diff.html",
        Words {
            ja: "違いを、1ページのHTMLとして、この新しいファイルに書きます",
            en: "Write what differs as one page of HTML into this new file",
        },
    ),
    (
        "doctor",
        Words {
            ja: "サイトを調べます：フォント、見た目、スキーマ、データ、ディスク",
            en: "Look over a site: fonts, look, schemas, data, disk",
        },
    ),
    (
        "doctor!",
        Words {
            ja: "\
例:
  teiten doctor
  teiten doctor sites/tokyo

フォント、サイトの見た目（どの版から作られたかは、コメントの「teiten-look: …」でわかります）、schemas、最も新しい版の四半期までの
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

Looks at fonts, at the site's own look (which says what it was made from: teiten-look: DIGEST in a comment), at its
schemas, at data up to the newest edition's quarter, and at the folders that take editions. Nothing is written.

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
        "draft",
        Words {
            ja: "四半期の下読み：書く価値のあることを探し、根拠とともに、貼れる文で示します",
            en: "First read of a quarter: find what is worth saying, as sentences to paste, with evidence",
        },
    ),
    (
        "draft!",
        Words {
            ja: "\
例:
  teiten draft 2023q1 > 下読み.md
  teiten draft 2023q1 --html 下読み.html

順位の動き、一時的な増減、水準の変化、傾向、その要因を、確からしい順に挙げます。
文は、値の埋め込みと条件付きの文です。原稿に貼って直してください。
未公表の内部資料です。センサーの名前と、公開の設定を当てていない数を含みます。

終了コード:
  0  示した
  1  観測データか版の誤り
  2  使い方かteiten.tomlの誤り
  3  teiten自身の誤り
  4  ディスクに読み書きできない",
            en: "\
Examples:
  teiten draft 2023q1 > read.md
  teiten draft 2023q1 --html read.html

Moves in rank, bursts, drops, other levels, trends and their causes, the surest first.
Sentences are bindings and claims: paste them into the manuscript and edit them.
For the house alone: it names sensors and tells numbers that no rule of disclosure has seen.

Exit codes:
  0  told
  1  observations or edition refused
  2  usage or teiten.toml
  3  a fault of teiten
  4  disk",
        },
    ),
    (
        "draft.edition",
        Words {
            ja: "版のフォルダー（edition.tomlのあるところ）",
            en: "Folder of an edition",
        },
    ),
    (
        "draft.html",
        Words {
            ja: "図の付いた1ページのHTMLとして、この新しいファイルに書きます",
            en: "Write it as one page of HTML with figures into this new file",
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

指定のないことは、端末で尋ねます。teiten.toml、data/sensors.csvの見出し、texts、.gitignoreと、エディターの
ための.taplo.tomlとschemasを作り、すでにあるものは変えません。--langは、できるファイルの言語にもなります。

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

Asks on a terminal for what no flag says. Writes teiten.toml, the head of data/sensors.csv, texts, .gitignore, and for
editors .taplo.toml and schemas; nothing over what is there. --lang is the language of them, too.

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
        "schema",
        Words {
            ja: "エディターが設定ファイルのキーを補い、誤りを示すためのJSON Schemaを、サイトに書きます",
            en: "Write the JSON Schemas by which editors complete and check a site's files",
        },
    ),
    (
        "schema!",
        Words {
            ja: "\
例:
  teiten schema
  teiten schema sites/tokyo

サイトのschemasに、teiten.toml、edition.toml、facts.toml、references.tomlと、原稿のブロックのJSON Schemaを書き、前のものと置き換え
ます。どのファイルにどれを使うかを示す.taplo.tomlは、なければ作ります。teiten initも同じものを作るので、要るのは、その前から
あるサイトと、teitenを新しくしたときだけです。

終了コード:
  0  書いた、または変更なし
  2  使い方の誤り
  3  teiten自身の誤り
  4  ディスクに読み書きできない",
            en: "\
Examples:
  teiten schema
  teiten schema sites/tokyo

Writes JSON Schemas for teiten.toml, edition.toml, facts.toml, references.toml and the blocks of manuscripts into the
site's folder schemas, over older ones, and .taplo.toml, which says what they are for, where there is none. `teiten
init` makes the same, so that only older sites need this, and those whose teiten is a newer one now.

Exit codes:
  0  written, or unchanged
  2  usage
  3  a fault of teiten
  4  disk",
        },
    ),
    (
        "schema.site",
        Words {
            ja: "サイトのフォルダー。既定は、上へたどって最も近いteiten.tomlのあるフォルダー",
            en: "The folder of the site [default: the nearest one above with a teiten.toml]",
        },
    ),
    (
        "sheet",
        Words {
            ja: "承認者に渡す、2ページまでのPDFを作ります",
            en: "Make the sheet for who signs the edition: a PDF of two pages at most",
        },
    ),
    (
        "sheet!",
        Words {
            ja: "\
例:
  teiten sheet samples/synthetic-2022/2022q4
  teiten sheet --out 承認用.pdf 2024q1
  teiten sheet --format json 2024q1 > sheet.json

前回の一枚からの変更、データで確かめられない数、残っている指摘とそのままにした指摘、手で調べた事実、観測の欠け、公開されるもの、
画像、リンク、固有名詞の候補、文の中の値とその出どころを載せます。指定がなければ drafts の sheets に作ります。載せきれないものは
件数を示します。--format json では、すべてを標準出力に出し、何も書きません。

終了コード:
  0  できた
  1  観測データ・版・原稿に誤りがあり、版を作れない
  2  使い方かteiten.tomlの誤り
  3  teiten自身の誤り
  4  ディスクに読み書きできない",
            en: "\
Examples:
  teiten sheet samples/synthetic-2022/2022q4
  teiten sheet --out for-approval.pdf 2024q1
  teiten sheet --format json 2024q1 > sheet.json

Changes since the last sheet, numbers that the data do not bear out, findings open and let stand, facts that were
looked up, what was not observed, what leaves the house, pictures, links, candidates for names, and each value in the
prose with its origin. It goes to `sheets` among the drafts unless --out says otherwise; what does not fit is counted.
With --format json everything goes to stdout and nothing is written.

Exit codes:
  0  made
  1  observations, edition or manuscript keep the edition from being built
  2  usage or teiten.toml
  3  a fault of teiten
  4  disk",
        },
    ),
    (
        "sheet.edition",
        Words {
            ja: "版のフォルダー（edition.tomlのあるところ）",
            en: "The folder of an edition, with an edition.toml",
        },
    ),
    (
        "sheet.out",
        Words { ja: "PDFのファイル（名前の終わりは.pdf）", en: "The PDF's file, whose name ends in .pdf" },
    ),
    (
        "site",
        Words {
            ja: "公開した版の一覧とフィードを作り、outを完成したサイトにします",
            en: "Make the list and the feed of published editions, which complete the site in out",
        },
    ),
    (
        "site!",
        Words {
            ja: "\
例:
  teiten site
  teiten site sites/tokyo

公開した版と取り下げた版のmanifest.jsonとreport.jsonから、outに次のファイルを作ります。変わらないファイルには触りません。
  index.html   年ごとの一覧（published.csvにだけある、以前の版も挙げます）
  feed.xml     Atomフィード（teiten.tomlの[web] baseがあるとき）
  sitemap.xml  サイトマップ（同じ）
  robots.txtと404.html  baseがホストの最上位のとき。ほかでは、加える行を表示します
teiten publish と teiten withdraw も、最後に同じことをします。

終了コード:
  0  作った、または変更なし
  1  公開した版が損なわれている
  2  使い方かteiten.tomlの誤り。または、outに別のサイトやteiten以外のファイルがある
  3  teiten自身の誤り
  4  ディスクに読み書きできない",
            en: "\
Examples:
  teiten site
  teiten site sites/tokyo

From the manifest.json and report.json of editions that are published or withdrawn it makes in out, leaving alone what
is so already:
  index.html   the list by year, with older editions that stand in published.csv alone
  feed.xml     the Atom feed (with base under [web] in teiten.toml)
  sitemap.xml  the site map (likewise)
  robots.txt and 404.html  where base is the root of a host; elsewhere it says which line to add
`teiten publish` and `teiten withdraw` do the same at their end.

Exit codes:
  0  made, or unchanged
  1  a published edition is damaged
  2  usage or teiten.toml; or out holds another site, or files that are not of teiten
  3  a fault of teiten
  4  disk",
        },
    ),
    (
        "site.site",
        Words {
            ja: "サイトのフォルダー。既定は、上へたどって最も近いteiten.tomlのあるフォルダー",
            en: "The folder of the site [default: the nearest one above with a teiten.toml]",
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
    (
        "where",
        Words {
            ja: "草稿への書き込みが指す段落や図表が、原稿のどこにあるかを示します",
            en: "Say where in the manuscript a paragraph, table or figure stands that a reviewer points at",
        },
    ),
    (
        "where!",
        Words {
            ja: "\
例:
  teiten where 2024q1 ¶12
  teiten where 2024q1 12 --digest 1a2b3c4d
  teiten where 2024q1 表1
  teiten where 2024q1 en:12

ファイル:行:列と、そこにある言葉を標準出力に示します。--format json では、オブジェクトを一つ出します。

終了コード:
  0  示した
  1  その番号やidがない。観測データ・版・原稿の誤り
  2  使い方かteiten.tomlの誤り
  3  teiten自身の誤り
  4  ディスクに読み書きできない",
            en: "\
Examples:
  teiten where 2024q1 p12
  teiten where 2024q1 12 --digest 1a2b3c4d
  teiten where 2024q1 \"Table 1\"
  teiten where 2024q1 en:12

File:line:column and the words that stand there go to stdout; with --format json one object.

Exit codes:
  0  found
  1  nothing is called so; or observations, edition or manuscript are refused
  2  usage or teiten.toml
  3  a fault of teiten
  4  disk",
        },
    ),
    (
        "where.edition",
        Words {
            ja: "版のフォルダー（edition.tomlのあるところ）",
            en: "The folder of an edition, with an edition.toml",
        },
    ),
    (
        "where.spot",
        Words {
            ja: "段落番号（¶12、p12、12）、図表（表1）、見出し（2.1）、id（top_ports）。言語がいくつかある版では en:12 のように言語を選べます",
            en: "A paragraph (p12 or 12), a table or figure (\"Table 1\"), a heading (2.1) or an id (top_ports); en:12 picks a language of the edition",
        },
    ),
    (
        "where.digest",
        Words {
            ja: "書き込みのある草稿の、ページの下の照合番号。いまの版と違えば警告します",
            en: "The build that the reviewed draft names at the foot of its pages; warns where the edition is another now",
        },
    ),
    (
        "verify",
        Words {
            ja: "作られた版が、manifest.jsonのとおりで、もとのデータと原稿から作り直せるかを確かめます",
            en: "Prove that a built edition is what its manifest.json says, and comes from its inputs",
        },
    ),
    (
        "verify!",
        Words {
            ja: "\
例:
  teiten verify out/tokyo/2024q1
  teiten verify --edition sites/tokyo/2024q1 /srv/www/reports/2024q1
  teiten verify --format json out/tokyo/2024q1 > proofs.json

manifest.jsonとファイルを照合します。サイトの中で実行するか、--edition を付けると、入力も照合し、書き出さずに作り直して、同じ完成
レポート、同じバイト列になるかを確かめます。何を証明し、何を試していないかを、標準出力に一つずつ示します。

終了コード:
  0  試したことは、すべて証明できた
  1  違うところがある
  2  使い方かteiten.tomlの誤り（manifest.jsonがないときを含む）
  3  teiten自身の誤り
  4  ディスクから読めない",
            en: "\
Examples:
  teiten verify out/tokyo/2024q1
  teiten verify --edition sites/tokyo/2024q1 /srv/www/reports/2024q1
  teiten verify --format json out/tokyo/2024q1 > proofs.json

Sets the files against manifest.json. Inside the site, or with --edition, it also sets the inputs against it and makes
the edition again in memory: the same finished report, the same bytes. Each claim is told on stdout, whether it was
proved, does not hold, or was not tried. Nothing is written.

Exit codes:
  0  all that was tried was proved
  1  something differs
  2  usage or teiten.toml, or no manifest.json
  3  a fault of teiten
  4  disk",
        },
    ),
    (
        "verify.folder",
        Words {
            ja: "作られた版のフォルダー（manifest.jsonのあるところ）",
            en: "The folder of a built edition, with a manifest.json",
        },
    ),
    (
        "verify.edition",
        Words {
            ja: "もとの版のフォルダー（edition.tomlのあるところ）。既定は、今いるサイトか、DIRのあるサイトの、同じ四半期の版",
            en: "The folder that it was made from, with an edition.toml [default: that of the site we are or DIR is in]",
        },
    ),
];
