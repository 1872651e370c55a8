//! A guide as its fenced blocks, each with what its language, its heading and the comments before it say of it.

/// A fenced block.
#[derive(Debug, Default)]
pub struct Block {
    /// Line of its fence, from 1.
    pub line: usize,
    /// The word behind the fence: `sh`, `markdown`, nothing.
    pub info: String,
    /// What stands in it, without the indent of its fence.
    pub text: String,
    /// The headings it stands under, the nearest last.
    pub headings: Vec<String>,
    /// `<!-- key: value -->` on lines before it, which no reader sees.
    pub marks: Vec<(String, String)>,
    /// The file that the line before it names and nothing else: `` `teiten.toml` ``.
    pub file: Option<String>,
}

impl Block {
    /// The values of the marks of that key.
    pub fn marks<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.marks.iter().filter(move |(held, _)| held == key).map(|(_, value)| value.as_str())
    }

    pub fn is_under(&self, heading: &str) -> bool {
        self.headings.iter().any(|held| held.contains(heading))
    }
}

/// The blocks of `guide`, in their order. A block in another's text is a part of that text.
pub fn blocks(guide: &str) -> Vec<Block> {
    let (mut blocks, mut headings, mut marks, mut file) = (vec![], vec![], vec![], None);
    let mut lines = guide.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        let bare = line.trim_start();
        if let Some((fence, info)) = fence(bare) {
            let indent = line.len() - bare.len();
            let inner = lines.by_ref().map(|(_, line)| line).take_while(|line| line.trim() != fence);
            let text = inner.map(|line| line.get(indent..).unwrap_or("").to_owned() + "\n").collect();
            let (headings, marks) = (Vec::clone(&headings), std::mem::take(&mut marks));
            blocks.push(Block { line: at + 1, info, text, headings, marks, file: file.take() });
        } else if let Some(mark) = bare.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")) {
            let (key, value) = mark.split_once(':').unwrap_or((mark, ""));
            marks.push((key.trim().to_owned(), value.trim().to_owned()));
        } else if let Some(title) = bare.strip_prefix('#').filter(|_| line == bare) {
            let level = title.len() - title.trim_start_matches('#').len();
            headings.truncate(level);
            headings.resize(level, String::new());
            headings.push(title.trim_start_matches('#').trim().to_owned());
        } else if !bare.is_empty() {
            marks.clear();
            file = named(bare);
        }
    }
    blocks
}

fn fence(line: &str) -> Option<(&str, String)> {
    let length = line.len() - line.trim_start_matches('`').len();
    let (fence, info) = line.split_at(length);
    (length >= 3 && !info.contains('`')).then(|| (fence, info.trim().to_owned()))
}

/// The file that `line` names: `` `2024q2/report.md` ``, and perhaps something in brackets.
fn named(line: &str) -> Option<String> {
    let (name, rest) = line.strip_prefix('`')?.split_once('`')?;
    let rest = rest.trim_start();
    let good = name.contains('.') && !name.contains(' ');
    (good && (rest.is_empty() || rest.starts_with(['（', '(']))).then(|| name.to_owned())
}

#[test]
fn blocks_come_with_what_is_said_of_them() {
    let guide = "# A\n\n## B\n\n<!-- exit: 1 -->\n<!-- serves -->\n\n  ```sh\n  teiten\n  ```\n\n`a/b.toml`（x）\n\n````markdown\n```table\n```\n````\n\n## C\n\n<!-- in: x -->\n\nwords\n\n```\nd\n```\n";
    let read = blocks(guide);
    let texts: Vec<_> = read.iter().map(|block| (block.info.as_str(), block.text.as_str())).collect();
    assert_eq!(texts, [("sh", "teiten\n"), ("markdown", "```table\n```\n"), ("", "d\n")]);
    assert_eq!(read[0].marks("exit").collect::<Vec<_>>(), ["1"]);
    assert_eq!((read[0].line, read[0].marks("serves").count()), (8, 1));
    assert_eq!((read[1].file.as_deref(), read[1].marks.len()), (Some("a/b.toml"), 0));
    assert!(read[2].is_under("C") && !read[2].is_under("B") && read[2].marks.is_empty());
}
