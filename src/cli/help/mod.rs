//! The command line as clap knows it, its help in the language of messages: every word of it stands in `ja.toml` and `en.toml`.

mod words;

use clap::{Arg, ArgAction, Command, CommandFactory};
use teiten::lang::Lang;

use super::Arguments;
use words::Words;

/// Help in Japanese; clap's own has its headings in English.
const TEMPLATE: &str = "{about-with-newline}\n使い方: {usage}\n\n{all-args}{after-help}";

/// The language that `--lang` asks for, looked up before clap can: help is one of the things it asks.
pub fn asked_lang(arguments: impl IntoIterator<Item = String>) -> Option<Lang> {
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--lang") {
            Some("") => arguments.next()?,
            Some(rest) => rest.strip_prefix('=').unwrap_or_default().to_owned(),
            None => continue,
        };
        return match value.as_str() {
            "ja" => Some(Lang::ja()),
            "en" => Some(Lang::en()),
            _ => None,
        };
    }
    None
}

/// The command line with its help in `lang`.
pub fn command(lang: &Lang) -> Command {
    let help = Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = Arguments::command()
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .args([help, version]);
    worded(command, "", lang, &Words::of(lang))
}

/// `command` and those below it in words of `lang`; `path` is its name, empty for the program itself.
fn worded(command: Command, path: &str, lang: &Lang, words: &Words) -> Command {
    let ja = lang.code() == "ja";
    let word = |key: String| words.get(&key).unwrap_or_default().to_owned();
    let argument = |argument: Arg| {
        let help = word(format!("{path}.{}", argument.get_id()));
        let argument = argument.help(help).hide_possible_values(ja).hide_default_value(ja);
        match (ja, argument.is_positional()) {
            (false, _) => argument,
            (true, true) => argument.help_heading("引数"),
            (true, false) => argument.help_heading("オプション"),
        }
    };
    let command = command
        .about(word(path.to_owned()))
        .after_help(word(format!("{path}!")))
        .mut_args(argument)
        .mut_subcommands(|below| {
            let name = below.get_name().to_owned();
            worded(below, &name, lang, words)
        });
    if ja { command.help_template(TEMPLATE).subcommand_help_heading("コマンド") } else { command }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_words_in_both_languages() {
        let [japanese, english] = [Lang::ja(), Lang::en()].map(|lang| Words::of(&lang));
        assert!(japanese.keys().eq(english.keys()));
        let check = |key: String| {
            let of =
                |words: &Words| words.get(&key).unwrap_or_else(|| panic!("no words for {key:?}")).to_owned();
            let (ja, en) = (of(&japanese), of(&english));
            assert!(!ja.is_empty() && en.is_ascii() && !ja.is_ascii(), "{key}");
        };
        let command = command(&Lang::en());
        check(String::new());
        for below in std::iter::once(&command).chain(command.get_subcommands()) {
            let path = if below.get_name() == "teiten" { "" } else { below.get_name() };
            check(path.to_owned());
            check(format!("{path}!"));
            below.get_arguments().for_each(|argument| check(format!("{path}.{}", argument.get_id())));
        }
    }

    #[test]
    fn help_is_in_one_language() {
        let help = |lang: &Lang, below: &str| {
            let mut command = command(lang);
            command.build();
            command.find_subcommand_mut(below).unwrap().render_help().to_string()
        };
        let (ja, en) = (help(&Lang::ja(), "new"), help(&Lang::en(), "new"));
        for said in ["使い方: teiten new", "引数:", "オプション:", "例:\n  teiten new 2023Q1", "終了コード:"]
        {
            assert!(ja.contains(said), "{said} is not in\n{ja}");
        }
        for foreign in ["Usage", "Arguments:", "Options:", "Print", "default", "possible"] {
            assert!(!ja.contains(foreign), "{foreign} is in\n{ja}");
        }
        assert!(en.contains("Usage: teiten new") && en.is_ascii(), "{en}");
    }

    #[test]
    fn the_flag_is_found_wherever_it_stands() {
        let asked =
            |line: &str| asked_lang(line.split(' ').map(str::to_owned)).map(|lang| lang.code().to_owned());
        assert_eq!(asked("teiten new --lang ja"), Some("ja".to_owned()));
        assert_eq!(asked("teiten --lang=en --help"), Some("en".to_owned()));
        assert_eq!(asked("teiten --lang"), None);
        assert_eq!(asked("teiten build --language ja"), None);
    }
}
