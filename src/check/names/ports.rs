//! Ports and their services: 23/TCP（telnet）.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::Passage;
use crate::check::pattern::{Hit, hits, narrow, pattern};
use crate::config::LabelStyle;
use crate::finding::Finding;
use crate::key::Port;
use crate::names::Names;
use crate::said;

/// 23/TCP in any spelling, and a single word in the brackets behind it.
static PORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?<at>(?<number>[0-9０-９]{1,6})[ 　]?[/／][ 　]?(?<protocol>tcp|udp|icmp|ＴＣＰ|ＵＤＰ|ＩＣＭＰ))(?:(?<open>[ 　]?[（(])(?<service>[A-Za-z][A-Za-z0-9_.+-]*)(?<close>[）)]))?",
    )
});

/// telnet（23/TCP）.
static SERVICE_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?<at>(?<service>[A-Za-z][A-Za-z0-9_.+-]*)[ 　]?[（(](?<port>[0-9]{1,5}/(?:TCP|UDP))[）)])")
});

/// TCP/23, where a port is meant.
static PROTOCOL_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?<at>\b(?<protocol>TCP|UDP|tcp|udp|Tcp|Udp)[/／](?<number>[0-9]{1,5}))(?:$|[^0-9/／])")
});

/// The rule.
pub(super) fn in_passage(passage: &Passage, names: &Names, style: LabelStyle) -> Vec<Finding> {
    let text = passage.text();
    let mut findings = Vec::new();
    for hit in hits(passage, &text, &PORT) {
        findings.extend(form(&hit).or_else(|| service(&hit, names, style)));
    }
    findings.extend(hits(passage, &text, &PROTOCOL_FIRST).iter().filter_map(protocol_first));
    if style == LabelStyle::PortFirst {
        findings
            .extend(hits(passage, &text, &SERVICE_FIRST).iter().filter_map(|hit| service_first(hit, names)));
    }
    findings
}

fn mended(words: &str, right: &str, hit: &Hit<'_>) -> Finding {
    Finding::warning(
        "port-form",
        hit.place.clone(),
        said!("ポートの書き方が「{words}」です。", "A port is written “{words}”."),
        said!("「{right}」にしてください。", "Write “{right}”."),
    )
}

/// 80/Tcp, 80／TCP and ports that do not exist.
fn form(hit: &Hit<'_>) -> Option<Finding> {
    let words = hit.group("at")?;
    let narrow = narrow(words).replace([' ', '　'], "").to_ascii_uppercase();
    let goes_on = hit.before.ends_with(|c: char| c.is_ascii_alphanumeric() || "/.:".contains(c));
    match narrow.parse::<Port>() {
        _ if goes_on => None,
        Ok(port) if port.to_string() != words => Some(mended(words, &port.to_string(), hit)),
        Ok(_) => None,
        Err(_) => Some(Finding::warning(
            "port-form",
            hit.place.clone(),
            said!("「{words}」というポートはありません。", "There is no port “{words}”."),
            said!(
                "ポート番号は0～65535です。ICMPは「0/ICMP」と書いてください。",
                "Ports go from 0 to 65535; ICMP is “0/ICMP”."
            ),
        )),
    }
}

fn protocol_first(hit: &Hit<'_>) -> Option<Finding> {
    let (number, protocol) = (hit.group("number")?, hit.group("protocol")?);
    let port: Port = format!("{number}/{protocol}").parse().ok()?;
    Some(mended(hit.group("at")?, &port.to_string(), hit))
}

/// The name in the brackets behind a port, held against the port's own.
fn service(hit: &Hit<'_>, names: &Names, style: LabelStyle) -> Option<Finding> {
    let port: Port = hit.group("at")?.parse().ok()?;
    let (open, typed, close) = (hit.group("open")?, hit.group("service")?, hit.group("close")?);
    let known = names.service(port);
    let (label, right) = match known {
        Some(right) if style == LabelStyle::ServiceFirst => (format!("{right}（{port}）"), right),
        Some(right) => (format!("{port}（{right}）"), right),
        None => (port.to_string(), ""),
    };
    if is_other(typed, right, names) {
        return Some(wrong(hit, port, typed, known, &label));
    }
    // Mixed widths are told of all brackets.
    let same_width = open.ends_with('(') == (close == ")");
    let other_form = typed == right && same_width && format!("{port}{open}{typed}{close}") != label;
    other_form.then(|| mended(&format!("{port}{open}{typed}{close}"), &label, hit))
}

/// Whether `typed` is meant to be a service's name and is not `right`. What is no service's name is the analyst's own
/// word (RouterOS), and what is all capitals is a protocol's (SSH).
fn is_other(typed: &str, right: &str, names: &Names) -> bool {
    let acronym = !typed.contains(|c: char| c.is_ascii_lowercase());
    let misspelt =
        right.len() > 3 && strsim::normalized_damerau_levenshtein(&typed.to_ascii_lowercase(), right) > 0.7;
    match typed.eq_ignore_ascii_case(right) {
        true => typed != right && !acronym,
        false => misspelt || names.is_service(typed),
    }
}

fn wrong(hit: &Hit<'_>, port: Port, typed: &str, known: Option<&str>, label: &str) -> Finding {
    let what = match known {
        Some(right) => said!(
            "{port}のサービス名が「{typed}」ですが、表では「{right}」と印刷されます。",
            "The service of {port} is called “{typed}”; tables print “{right}”."
        ),
        None => said!(
            "{port}のサービス名が「{typed}」ですが、{port}に名前はありません。",
            "The service of {port} is called “{typed}”, but {port} has no name."
        ),
    };
    let mend = said!(
        "「{label}」にするか、値の埋め込み（….label）にしてください。",
        "Write “{label}”, or bind the label."
    );
    Finding::warning("service-name", hit.place.clone(), what, mend)
}

/// A label the other way round.
fn service_first(hit: &Hit<'_>, names: &Names) -> Option<Finding> {
    let port: Port = hit.group("port")?.parse().ok()?;
    let right = names.service(port)?;
    let meant = hit.group("service")?.eq_ignore_ascii_case(right);
    meant.then(|| mended(hit.words(), &format!("{port}（{right}）"), hit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{paragraph, told};

    #[test]
    fn services_are_called_as_tables_call_them() {
        let mut names = Names::shipped();
        names.set_service("81/TCP".parse().unwrap(), Some("hosts2-ns".to_owned()));
        for (text, expected) in [
            ("次いで443/TCP（http）が", vec![("service-name", 4)]),
            ("445/TCP（Microsoft-ds）が", vec![("service-name", 1)]),
            ("23/TCP（Telnet）", vec![("service-name", 1)]),
            ("23/TCP（telent）", vec![("service-name", 1)]),
            ("37215/TCP（http）", vec![("service-name", 1)]),
            ("80/Tcp（http）", vec![("port-form", 1)]),
            ("123/Udpと80／TCP", vec![("port-form", 1), ("port-form", 9)]),
            ("23/TCP(telnet)が", vec![("port-form", 1)]),
            ("telnet（23/TCP）", vec![("port-form", 1)]),
            ("TCP/23宛", vec![("port-form", 1)]),
            ("70000/TCPと1/ICMP", vec![("port-form", 1), ("port-form", 11)]),
            ("23/TCP（telnet）、81/TCP（hosts2-ns）、0/ICMP、TCP/IP", vec![]),
            ("8728/TCP（MikroTik RouterOSのAPI）、5555/TCP（ADB）、22/TCP（SSH）", vec![]),
            ("445/TCP（SMB）、ファイル共有（445/TCP）、データベースサーバー（1433/TCP、3306/TCP）", vec![]),
            ("{80/Tcp（http）}、<80/Tcp>", vec![]),
        ] {
            let found = in_passage(&paragraph(text), &names, LabelStyle::PortFirst);
            assert_eq!(told(&found), expected, "{text}");
        }
        let other =
            in_passage(&paragraph("23/TCP（telnet）とtelnet（23/TCP）"), &names, LabelStyle::ServiceFirst);
        assert_eq!(told(&other), [("port-form", 1)]);
    }
}
