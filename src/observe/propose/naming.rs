//! What the names of files that belong together say: the pattern that finds them all, and the sensor in each.
//!
//! In come paths as the user knows them, out go patterns. The files themselves are not opened.

/// A date within a name, such as `2022-10`, `20221001` or `2022q4`.
fn dated(name: &str) -> String {
    let letters = name.chars().collect::<Vec<_>>();
    let mut out = String::new();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let length = if at > 0 && letters[at - 1].is_ascii_digit() { 0 } else { date(&letters[at..]) };
        if length > 0 {
            out.push('*');
            at += length;
        } else {
            out.push(letter);
            at += 1;
        }
    }
    out
}

/// How many of `letters` are a date, from the first on.
fn date(letters: &[char]) -> usize {
    let digits =
        |from: usize| letters[from.min(letters.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    let century = letters.starts_with(&['2', '0']) || letters.starts_with(&['1', '9']);
    match digits(0) {
        6 | 8 if century => digits(0),
        4 if century => match letters.get(4) {
            Some('q' | 'Q') if digits(5) == 1 => 6,
            Some('-' | '_' | '.' | '年') if matches!(digits(5), 1 | 2) => {
                let month = 5 + digits(5);
                match letters.get(month) {
                    Some('-' | '_' | '.' | '月') if matches!(digits(month + 1), 1 | 2) => {
                        month + 1 + digits(month + 1)
                    }
                    _ => month,
                }
            }
            _ => 0,
        },
        _ => 0,
    }
}

/// The pattern of names with `{sensor}` where all differ, if more than dates differ.
pub fn sensor_pattern(paths: &[&str]) -> Option<String> {
    let names = paths.iter().map(|path| dated(name_of(path))).collect::<Vec<_>>();
    let (first, rest) = names.split_first()?;
    if rest.iter().all(|name| name == first) {
        return None;
    }
    let (before, after) = around(&names);
    let middles = names.iter().map(|name| &name[before..name.len() - after]).collect::<Vec<_>>();
    let told = middles.iter().all(|middle| !middle.is_empty() && !middle.contains('*'));
    told.then(|| format!("{}{{sensor}}{}", &first[..before], &first[first.len() - after..]))
}

/// A glob that matches all of `paths` and none of `others`, else the paths themselves.
pub fn files(paths: &[&str], others: &[&str]) -> Vec<String> {
    let plain = || paths.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>();
    let names = paths.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>();
    if names.len() < 3 {
        return plain();
    }
    let (before, after) = around(&names);
    let first = &names[0];
    let middle_has_folder = names.iter().any(|name| name[before..name.len() - after].contains('/'));
    let pattern = format!(
        "{}*{}",
        glob::Pattern::escape(&first[..before]),
        glob::Pattern::escape(&first[first.len() - after..])
    );
    match glob::Pattern::new(&pattern) {
        Ok(made) if !middle_has_folder && !others.iter().any(|other| made.matches(other)) => vec![pattern],
        _ => plain(),
    }
}

/// The name of the file at the end of `path`.
pub fn name_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// How many bytes all names share at their begin and end, ending at a boundary between words.
fn around(names: &[String]) -> (usize, usize) {
    let first = &names[0];
    let shared = |name: &str| first.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
    let before = names.iter().map(|name| shared(name)).min().unwrap_or(0);
    let before =
        first[..first.floor_char_boundary(before)].rfind(BOUNDARY).map_or(0, |at| at + width(first, at));
    let shared = |name: &str| {
        let name = &name[before..];
        first[before..].bytes().rev().zip(name.bytes().rev()).take_while(|(a, b)| a == b).count()
    };
    let after = names.iter().map(|name| shared(name)).min().unwrap_or(0);
    let tail = first.ceil_char_boundary(first.len() - after);
    let after = first[tail..].find(AFTER).map_or(0, |at| first.len() - tail - at);
    (before, after)
}

/// Signs after which a name's next word begins; a hyphen joins (`home-01`).
const BOUNDARY: [char; 7] = ['_', '/', ' ', '　', '（', '(', '*'];

/// Signs before which a name's word ends.
const AFTER: [char; 8] = ['_', '.', ' ', '　', '）', ')', '（', '('];

fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sensors_are_found_in_names() {
        for (paths, pattern) in [
            (&["d/home-01.csv", "d/home-02.csv"][..], Some("{sensor}.csv")),
            (&["ports_home-01.csv", "ports_home-12.csv"], Some("ports_{sensor}.csv")),
            (&["ports_東京_2022-10.csv", "ports_大阪_2022-11.csv"], Some("ports_{sensor}_*.csv")),
            (&["a_2022-10.csv", "a_2022-11.csv", "a_2022-12.csv"], None),
            (&["20221001.csv.gz", "20221002.csv.gz"], None),
            (&["2022q4.csv"], None),
        ] {
            assert_eq!(sensor_pattern(paths).as_deref(), pattern, "{paths:?}");
        }
    }

    #[test]
    fn a_glob_finds_these_and_no_others() {
        let paths = ["d/p_1.csv", "d/p_2.csv", "d/p_13.csv"];
        assert_eq!(files(&paths, &["d/q_1.csv"]), ["d/p_*.csv"]);
        assert_eq!(files(&paths, &["d/p_4.csv"]), paths);
        assert_eq!(files(&["d/[1].csv"], &[]), ["d/[1].csv"]);
    }
}
