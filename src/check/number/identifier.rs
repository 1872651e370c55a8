//! What has digits and is no figure: ports, addresses, versions, names of models and documents, times of day.

/// Words after which a number is a name: RFC 1035, ポート番号6000, 表1.
const NAMED: [&str; 22] = [
    "RFC",
    "RFC ",
    "CVE",
    "JVN",
    "番号",
    "ポート",
    "バージョン",
    "Ver.",
    "ver.",
    "Version ",
    "version ",
    "表",
    "図",
    "Table ",
    "Figure ",
    "port ",
    "Windows ",
    "第",
    "AS",
    "ICMPタイプ",
    "タイプ",
    "type ",
];

/// Words before which a number is a part of a word: 2要素認証, 2段階認証.
const PARTS: [&str; 14] = [
    "要素",
    "段階",
    "次元",
    "進数",
    "進法",
    "者間",
    "者択一",
    "章",
    "節",
    "版",
    "ページ",
    "年",
    "四半期",
    "次",
];

/// The length of what stands at the head of `rest` and has digits without being a figure.
pub(super) fn length(before: &str, rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    if !first.is_ascii_alphanumeric() {
        return None;
    }
    let run = run(rest);
    if let Some(digits) =
        run.strip_prefix("TOP").filter(|digits| digits.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Some(run.len() - digits.len());
    }
    if run.bytes().any(|b| b.is_ascii_alphabetic())
        && !ordinal(run)
        && run.bytes().any(|b| b.is_ascii_digit())
    {
        return Some(run.len());
    }
    if run.bytes().any(|b| b.is_ascii_alphabetic()) {
        // A word of letters: not the head of a number, but direction words may stand here.
        return None;
    }
    let after = &rest[run.len()..];
    let dotted = run.matches('.').count() > 1 || (run.contains('.') && run.contains('/'));
    let first_is_digit = first.is_ascii_digit();
    let named = NAMED.iter().any(|word| before.ends_with(word)) && !after.starts_with(['位', '四']);
    let part = PARTS.iter().any(|word| after.starts_with(word));
    (first_is_digit && (dotted || named || part)).then_some(run.len()).or_else(|| clock(rest))
}

/// Letters and digits with the signs that join them.
fn run(rest: &str) -> &str {
    let joins = |c: char| matches!(c, '-' | '_' | '.' | '/' | ':' | '#' | '@');
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || joins(c))).unwrap_or(rest.len());
    rest[..end].trim_end_matches(joins)
}

/// 3rd, 10th.
fn ordinal(run: &str) -> bool {
    let digits = run.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < run.len() && ["st", "nd", "rd", "th"].contains(&digits)
}

/// 19時11分, 19:11.
fn clock(rest: &str) -> Option<usize> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.get(digits..)?;
    let hours = after.strip_prefix('時').filter(|after| !after.starts_with('間'))?;
    let minutes = hours.bytes().take_while(u8::is_ascii_digit).count();
    let tail = hours.get(minutes..)?;
    let minute = tail.strip_prefix('分').filter(|tail| minutes > 0 && !tail.starts_with('間'));
    Some(minute.map_or(digits + '時'.len_utf8(), |tail| rest.len() - tail.len()))
}
