//! A manuscript of the last edition into one of the new: what is of no one quarter stays, in its order; what is gives
//! place to a prompt, and is kept beside it in a comment.

use std::collections::BTreeSet;

use super::{block, prompt, sentence};
use crate::lang::Lang;
use crate::manuscript::{Piece, PieceKind, pieces};

/// What the new edition stands on.
pub(super) struct Ground<'a> {
    /// The manuscript's language.
    pub(super) lang: &'a Lang,
    /// Ids of the fixed texts that hold in the new quarter.
    pub(super) holding: BTreeSet<&'a str>,
    /// Ids of the last edition that the new one does not have.
    pub(super) gone: &'a BTreeSet<String>,
}

/// A manuscript that was carried.
#[derive(Default)]
pub(super) struct Carried {
    /// Its text.
    pub(super) text: String,
    /// How many prompts are in it.
    pub(super) prompts: usize,
}

/// Ids of blocks that a new edition does not have, and the pictures that they show.
pub(super) fn left(texts: &[String]) -> (BTreeSet<String>, BTreeSet<String>) {
    let pieces: Vec<_> = texts.iter().flat_map(|text| pieces(text)).collect();
    let blocks = || {
        pieces.iter().filter_map(|piece| match &piece.kind {
            PieceKind::Block(kind) => Some((kind.as_str(), piece.text.as_str())),
            _ => None,
        })
    };
    let gone = blocks().filter_map(|(kind, source)| block::gone(kind, source)).collect();
    (gone, blocks().filter_map(|(kind, source)| block::picture(kind, source)).collect())
}

/// The manuscript whose source is `text`; `opens` where it is the first file, whose first list is the summary.
pub(super) fn carry(text: &str, ground: &Ground<'_>, opens: bool) -> Carried {
    let pieces = pieces(text);
    let summary = pieces.iter().position(|piece| piece.kind != PieceKind::Comment).filter(|_| opens);
    let mut carried = Writer { ground, parts: Vec::new(), prompts: 0 };
    for (at, piece) in pieces.iter().enumerate() {
        match &piece.kind {
            PieceKind::List(items) if Some(at) == summary => carried.summary(items),
            PieceKind::Footnote(_) => {}
            _ => carried.piece(piece),
        }
    }
    for piece in &pieces {
        if let PieceKind::Footnote(name) = &piece.kind {
            carried.footnote(name, &piece.text);
        }
    }
    Carried { text: carried.parts.join("\n\n") + "\n", prompts: carried.prompts }
}

struct Writer<'a> {
    ground: &'a Ground<'a>,
    parts: Vec<String>,
    prompts: usize,
}

impl Writer<'_> {
    fn piece(&mut self, piece: &Piece) {
        let Ground { lang, gone, .. } = self.ground;
        let text = piece.text.as_str();
        match &piece.kind {
            PieceKind::Heading(_) => {
                let heading = sentence::unclaimed(text);
                let words = heading.split("{#").next().unwrap_or(&heading);
                let lasts = sentence::is_plain(words) || sentence::is_lasting(words, gone);
                let asks = heading != text || !lasts;
                self.parts.push(heading);
                if asks {
                    self.ask(prompt::heading(lang));
                }
            }
            PieceKind::Block(kind) => {
                let carried = block::carry(kind, text, self.ground);
                self.parts.push(carried.text);
                self.prompts += carried.prompts;
            }
            PieceKind::Paragraph => self.paragraph(text),
            PieceKind::Quote if sentence::is_lasting_note(text, gone) => self.parts.push(text.to_owned()),
            PieceKind::Quote => self.ask(prompt::note(lang, text)),
            PieceKind::Comment if prompt::is_passing(text) => {}
            PieceKind::Comment => self.parts.push(text.to_owned()),
            _ if sentence::is_lasting(text, gone) => self.parts.push(text.to_owned()),
            _ => self.ask(prompt::piece(lang, text)),
        }
    }

    /// Lasting sentences stay; the others are kept beside a prompt.
    fn paragraph(&mut self, text: &str) {
        if text == "[](#references)" {
            return self.parts.push(text.to_owned());
        }
        let sentences = sentence::sentences(text);
        let (lasting, passing): (Vec<_>, Vec<_>) =
            sentences.into_iter().partition(|sentence| sentence::is_lasting(sentence, self.ground.gone));
        if !lasting.is_empty() {
            self.parts.push(lasting.concat().trim_end().to_owned());
        }
        if !passing.is_empty() {
            self.ask(prompt::paragraph(self.ground.lang, &passing.concat()));
        }
    }

    /// As many key points as there were: those that last, and a place for each of the others.
    fn summary(&mut self, items: &[String]) {
        let (mut lines, mut before) = (Vec::new(), Vec::new());
        for item in items {
            let lasts = sentence::sentences(item)
                .into_iter()
                .all(|said| sentence::is_lasting(said, self.ground.gone));
            if lasts {
                lines.push(format!("- {item}"));
            } else {
                self.prompts += 1;
                lines.push(format!("- {}", prompt::sentence(self.ground.lang)));
                before.push(format!("- {item}"));
            }
        }
        self.parts.push(lines.join("\n"));
        let before = prompt::before(self.ground.lang, &before.join("\n"));
        self.parts.extend(Some(before).filter(|before| !before.is_empty()));
    }

    /// A definition stays where something that stays cites it.
    fn footnote(&mut self, name: &str, text: &str) {
        let cites = |part: &String| !part.starts_with("<!--") && part.contains(&format!("[^{name}]"));
        if self.parts.iter().any(cites) {
            self.parts.push(text.to_owned());
        } else {
            self.parts.push(prompt::before(self.ground.lang, text));
        }
    }

    fn ask(&mut self, prompt: String) {
        self.parts.push(prompt);
        self.prompts += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carried(text: &str) -> (String, usize) {
        let (gone, _) = left(&[text.to_owned()]);
        let ground = Ground { lang: &Lang::ja(), holding: BTreeSet::from(["about"]), gone: &gone };
        let Carried { text, prompts } = carry(text, &ground, true);
        (text, prompts)
    }

    #[test]
    fn what_lasts_stays_and_the_rest_is_asked_for() {
        let text = "\
- {{ top[1].label }}でした。
- 10月に増えました。

# 概況

```text
id = \"about\"
```

上位は[](#top)です。23/TCPは{{ top[\"23/TCP\"].rank }}位[^a]でした。図は[](#shot)です。

```table
id = \"top\"
rows = \"port\"
caption = \"2022年10～12月の上位\"
```

> ※名称はIANAの文書[^b]によります。

<!-- 校閲: period 理由 -->

## 23/TCPの{{ \"増加\" | holds(top[\"23/TCP\"].rising) }}

```image
id = \"shot\"
file = \"images/shot.png\"
```

[^a]: 発行者
[^b]: 発行者";
        let expected = "\
- {{ top[1].label }}でした。
- 【要確認】一文で書いてください。

<!-- 前の版
- 10月に増えました。
-->

# 概況

```text
id = \"about\"
```

上位は[](#top)です。

<!-- 要確認: この四半期のことを書いてください。 -->

<!-- 前の版
23/TCPは{{ top[\"23/TCP\"].rank }}位[^a]でした。図は[](#shot)です。
-->

```table
id = \"top\"
rows = \"port\"
caption = \"【要確認】2022年10～12月の上位\"
```

> ※名称はIANAの文書[^b]によります。

## 23/TCPの増加

<!-- 要確認: この見出しを今回の話題に合わせてください。話題がなければ、次の見出しの前まで消してください。 -->

<!-- 要確認: 画像 images/shot.png は写していません。今回も使うなら、images に置いて、下のブロックを戻してください。 -->

<!-- 前の版
```image
id = \"shot\"
file = \"images/shot.png\"
```
-->

<!-- 前の版
[^a]: 発行者
-->

[^b]: 発行者
";
        assert_eq!(carried(text), (expected.to_owned(), 5));
        assert_eq!(carried(expected).1, 3, "its own prompts are not carried");
    }
}
