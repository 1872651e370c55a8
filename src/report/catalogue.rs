//! How a finished edition is catalogued, cited and passed on. A draft is not.

use super::desk::Desk;
use super::{Catalogue, Front};
use crate::config::page_address;
use crate::words::fill;

/// The closing text that says whom to ask.
const CONTACT: &str = "contact";

/// What is told of the edition of `front` beside its report.
pub(super) fn catalogue(desk: &mut Desk<'_>, front: &Front) -> Option<Catalogue> {
    let (site, edition, words) = (desk.job.site, desk.job.edition, &desk.words.catalogue);
    if front.draft.is_some() {
        return None;
    }
    let address = address(desk);
    let date = desk.words.full_day(edition.date);
    let holes = [
        ("publisher", front.publisher.as_str()),
        ("title", &front.document_title),
        ("version", &front.version),
        ("date", &date),
    ];
    let citation = fill(&words.citation, &holes);
    let addressed =
        |address: &String| fill(&words.addressed, &[("citation", &citation), ("address", address)]);
    let credit = fill(&words.credit, &holes);
    let licensed = |licence: &str| fill(&words.licensed, &[("credit", &credit), ("licence", licence)]);
    let first = edition.history.iter().map(|revision| revision.date).min();
    Some(Catalogue {
        version: edition.version.clone(),
        issued: first.map_or(edition.date, |first| first.min(edition.date)),
        first: edition.quarter.span().first,
        last: edition.quarter.span().last,
        locale: words.locale.clone(),
        title: words.title.clone(),
        citation: address.as_ref().map_or_else(|| citation.clone(), addressed),
        credit: site.licence.as_ref().map_or_else(|| credit.clone(), |(licence, ..)| licensed(licence)),
        address,
        press: site.press,
        contact: contact(desk),
    })
}

/// Where readers find the edition in this language.
fn address(desk: &Desk<'_>) -> Option<String> {
    let (base, edition) = (desk.job.site.base.as_ref()?, desk.job.edition);
    let is_first = edition.langs.first() == Some(desk.job.lang);
    let folder = if is_first { String::new() } else { format!("{}/", desk.job.lang) };
    let page = page_address(&desk.job.site.page_name(edition.quarter, desk.job.lang));
    Some(format!("{base}{}/{folder}{page}", edition.quarter))
}

fn contact(desk: &mut Desk<'_>) -> Vec<String> {
    let closing = &desk.job.manuscript.closing;
    let contact = closing.iter().filter(|text| text.id == CONTACT).flat_map(|text| &text.paragraphs);
    contact.map(|paragraph| desk.text(&paragraph.inlines)).collect()
}
