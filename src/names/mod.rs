//! Names of services and regions: the shipped tables, and the house's own names over them. It knows no file of
//! a site; `config` brings what a site says.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::key::{Key, Port, Protocol, Region};
use crate::lang::Lang;
use crate::question::By;

/// IANA's first name of each port that has one, and CLDR's names of regions. `README.md` beside this file
/// says where they come from.
static SHIPPED: LazyLock<Shipped> = LazyLock::new(|| Shipped {
    services: rows(shipped()[0]).filter_map(service).collect(),
    regions: rows(shipped()[1]).filter_map(region).collect(),
    others: rows(shipped()[2]).filter_map(other).collect(),
});

struct Shipped {
    services: BTreeMap<Port, &'static str>,
    regions: BTreeMap<Region, BTreeMap<Lang, &'static str>>,
    others: Vec<(&'static str, Region)>,
}

/// The shipped tables, as they are compiled in.
pub fn shipped() -> [&'static str; 3] {
    [include_str!("services.csv"), include_str!("regions.csv"), include_str!("others.csv")]
}

/// Names of services and regions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Over the shipped ones; none suppresses a name.
    services: BTreeMap<Port, Option<String>>,
    /// Over the shipped ones.
    regions: BTreeMap<Region, BTreeMap<Lang, String>>,
}

impl Names {
    /// The shipped names alone.
    pub fn shipped() -> Self {
        Self::default()
    }

    /// The name of the service at `port`, where it has one that is to be printed. ICMP has none.
    pub fn service(&self, port: Port) -> Option<&str> {
        if port.protocol == Protocol::Icmp {
            return None;
        }
        match self.services.get(&port) {
            Some(own) => own.as_deref(),
            None => SHIPPED.services.get(&port).copied(),
        }
    }

    /// Whether any port has a service of that name, whatever its capitals.
    pub fn is_service(&self, name: &str) -> bool {
        let own = self.services.values().flatten().map(String::as_str);
        own.chain(SHIPPED.services.values().copied()).any(|service| service.eq_ignore_ascii_case(name))
    }

    /// Gives `port` the house's own name; `None` prints it bare.
    pub fn set_service(&mut self, port: Port, name: Option<String>) {
        self.services.insert(port, name);
    }

    /// The name of `region` in `lang`, else in English, else its code.
    pub fn region<'a>(&'a self, region: &'a Region, lang: &Lang) -> &'a str {
        self.named(region, lang).or_else(|| self.named(region, &Lang::en())).unwrap_or(region.code())
    }

    /// Gives `region` the house's own name in `lang`.
    pub fn set_region(&mut self, region: Region, lang: Lang, name: String) {
        self.regions.entry(region).or_default().insert(lang, name);
    }

    /// The region of that name in any language, or with that code in any case.
    pub fn region_named(&self, name: &str) -> Option<Region> {
        let own = self.regions.iter().find(|(_, names)| names.values().any(|own| own == name));
        own.map(|(region, _)| *region)
            .or_else(|| {
                let regions = &mut SHIPPED.regions.iter();
                regions
                    .find(|(_, names)| names.values().any(|known| *known == name))
                    .map(|(region, _)| *region)
            })
            .or_else(|| name.parse().ok())
    }

    /// The key of a ranking by `by` that `written` means, as the data or the report write it.
    pub fn key(&self, by: &By, written: &str) -> Option<Key> {
        match by {
            By::Port => written.parse().ok().map(Key::Port),
            By::Region => written.parse().ok().or_else(|| self.region_named(written)).map(Key::Region),
            By::Total => Some(Key::Total),
            By::Sensor | By::Column(_) => Some(Key::Text(written.to_owned())),
        }
    }

    /// Every known region with its name in `lang`, in the order of codes.
    pub fn regions(&self, lang: &Lang) -> impl Iterator<Item = (Region, &str)> {
        let mut regions: BTreeMap<Region, &str> = BTreeMap::new();
        for region in SHIPPED.regions.keys().chain(self.regions.keys()) {
            regions.insert(*region, self.region(region, lang));
        }
        regions.into_iter()
    }

    /// Japanese names of regions that the house does not print, each with its region: ロシア連邦, and the shipped name
    /// of a region that the house calls otherwise.
    pub fn other_regions(&self) -> Vec<(String, Region)> {
        let ja = Lang::ja();
        let printed: Vec<_> = self.regions(&ja).collect();
        let long =
            printed.iter().flat_map(|(region, name)| FORMS.map(|form| (format!("{name}{form}"), *region)));
        let shipped =
            SHIPPED.regions.iter().filter_map(|(region, names)| Some((names.get(&ja)?.to_string(), *region)));
        let others = SHIPPED.others.iter().map(|(name, region)| ((*name).to_owned(), *region));
        let mut names: Vec<_> = long.chain(shipped).chain(others).collect();
        names.retain(|(name, _)| printed.iter().all(|(_, printed)| printed != name));
        names
    }

    fn named(&self, region: &Region, lang: &Lang) -> Option<&str> {
        let own = self.regions.get(region).and_then(|names| names.get(lang)).map(String::as_str);
        own.or_else(|| SHIPPED.regions.get(region)?.get(lang).copied())
    }
}

/// What the official name of a region has behind the one that the press prints.
const FORMS: [&str; 7] =
    ["連邦", "共和国", "連邦共和国", "人民共和国", "社会主義共和国", "イスラム共和国", "王国"];

/// The rows of a shipped table below its header; no value of it needs quoting.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split(',').collect())
}

fn service(row: Vec<&'static str>) -> Option<(Port, &'static str)> {
    let [port, name] = row[..] else { return None };
    Some((port.parse().ok()?, name))
}

fn region(row: Vec<&'static str>) -> Option<(Region, BTreeMap<Lang, &'static str>)> {
    let [code, ja, en] = row[..] else { return None };
    Some((code.parse().ok()?, BTreeMap::from([(Lang::ja(), ja), (Lang::en(), en)])))
}

fn other(row: Vec<&'static str>) -> Option<(&'static str, Region)> {
    let [name, code] = row[..] else { return None };
    Some((name, code.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn port(text: &str) -> Port {
        text.parse().unwrap()
    }

    #[test]
    fn shipped_services_are_the_registrys_first_names() {
        let names = Names::shipped();
        for (key, name) in [
            ("23/TCP", Some("telnet")),
            ("80/TCP", Some("http")),
            ("445/TCP", Some("microsoft-ds")),
            ("6379/TCP", Some("redis")),
            ("6379/UDP", None),
            ("34567/TCP", Some("dhanalakshmi")),
            ("34567/UDP", Some("edi_service")),
            ("6063/UDP", Some("x11")),
            ("81/TCP", None),
            ("0/TCP", None),
            ("0/ICMP", None),
            ("52869/TCP", None),
        ] {
            assert_eq!(names.service(port(key)), name, "{key}");
        }
        assert_eq!(SHIPPED.services.len(), include_str!("services.csv").lines().count() - 1);
        assert_eq!(SHIPPED.regions.len(), 251);
    }

    #[test]
    fn regions_have_the_short_forms_of_the_press() {
        let names = Names::shipped();
        let expected = "US米国 GB英国 RUロシア CN中国 KR韓国 TW台湾 HK香港 JP日本 NLオランダ BGブルガリア DEドイツ \
             FRフランス UAウクライナ VNベトナム CAカナダ SGシンガポール BRブラジル INインド IRイラン ILイスラエル \
             CLチリ COコロンビア EGエジプト IDインドネシア ROルーマニア LTリトアニア SEスウェーデン PAパナマ \
             SCセーシェル MOマカオ ZZ不明";
        for pair in expected.split_whitespace() {
            let (code, name) = pair.split_at(2);
            let region: Region = code.parse().unwrap();
            assert_eq!(names.region(&region, &Lang::ja()), name);
            assert_eq!(names.region_named(name), Some(region));
        }
        assert_eq!(names.region(&"HK".parse().unwrap(), &Lang::new("de").unwrap()), "Hong Kong");
        assert_eq!(names.region(&"AP".parse().unwrap(), &Lang::ja()), "AP");
        assert_eq!(names.region_named("no such place"), None);
    }

    #[test]
    fn names_that_the_house_does_not_print_are_known() {
        let region = |names: &Names, name: &str| {
            names
                .other_regions()
                .into_iter()
                .find(|(other, _)| other == name)
                .map(|(_, region)| region.to_string())
        };
        let mut names = Names::shipped();
        for (name, code) in
            [("アメリカ", "US"), ("ロシア連邦", "RU"), ("中華人民共和国", "CN"), ("インド共和国", "IN")]
        {
            assert_eq!(region(&names, name).as_deref(), Some(code), "{name}");
        }
        for printed in ["米国", "コンゴ共和国", "ミクロネシア連邦", "ドミニカ共和国"] {
            assert_eq!(region(&names, printed), None, "{printed}");
        }
        names.set_region("US".parse().unwrap(), Lang::ja(), "アメリカ".to_owned());
        assert_eq!(region(&names, "アメリカ"), None);
        assert_eq!(region(&names, "米国").as_deref(), Some("US"));
        assert!(names.is_service("Telnet") && !names.is_service("MikroTik"));
    }

    #[test]
    fn the_houses_own_names_stand_over_the_shipped_ones() {
        let mut names = Names::shipped();
        names.set_service(port("8080/TCP"), None);
        names.set_service(port("81/TCP"), Some("hosts2-ns".to_owned()));
        let region: Region = "TR".parse().unwrap();
        names.set_region(region, Lang::ja(), "テュルキエ".to_owned());
        assert_eq!(names.service(port("8080/TCP")), None);
        assert_eq!(names.service(port("81/TCP")), Some("hosts2-ns"));
        assert_eq!(names.region(&region, &Lang::ja()), "テュルキエ");
        assert_eq!(names.region(&region, &Lang::en()), "Türkiye");
        assert_eq!(names.region_named("テュルキエ"), Some(region));
        assert_eq!(names.regions(&Lang::ja()).filter(|(found, _)| *found == region).count(), 1);
    }
}
