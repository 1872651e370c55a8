//! Tables of the same shape become one source. Shapes in, groups with a name each out.

use std::collections::{BTreeMap, BTreeSet};

use super::doubt::Doubt;
use super::marks::Marks;
use super::naming;
use super::shape::{Part, Shape};
use super::table::Table;
use crate::config::Encoding;
use crate::observe::load::Format;

/// A table and what was made of it.
pub struct Looked {
    /// The table, its rows forgotten.
    pub table: Table,
    /// Its shape.
    pub shape: Shape,
    /// Its sums and rest.
    pub marks: Marks,
    /// What is unsure.
    pub doubts: Vec<Doubt>,
}

/// A source to propose.
pub struct Group {
    /// Its name: `ports`, `regions` or `packets`.
    pub name: String,
    /// Its files, as they are to be written.
    pub files: Vec<String>,
    /// Its first file, for findings.
    pub first: String,
    /// The format of all.
    pub format: Format,
    /// The encoding of all.
    pub encoding: Encoding,
    /// The sheet in each.
    pub sheet: Option<String>,
    /// The shape of all.
    pub shape: Shape,
    /// Where the sensor stands in the names.
    pub sensor_from_file: Option<String>,
    /// The sums and rest of all.
    pub marks: Marks,
    /// What is unsure, once each.
    pub doubts: BTreeSet<Doubt>,
}

/// The groups in the order of their first tables.
pub fn groups(looked: Vec<Looked>) -> Vec<Group> {
    let mut all = looked.iter().map(|one| one.table.shown.clone()).collect::<Vec<_>>();
    all.sort();
    all.dedup();
    let mut order = Vec::new();
    let mut alike = BTreeMap::<_, Vec<Looked>>::new();
    for one in looked {
        let key =
            (one.table.format as u8, one.table.encoding as u8, one.table.sheet.clone(), one.shape.clone());
        if !alike.contains_key(&key) {
            order.push(key.clone());
        }
        alike.entry(key).or_default().push(one);
    }
    let mut names = BTreeMap::<&str, usize>::new();
    order
        .iter()
        .filter_map(|key| alike.remove(key))
        .filter_map(|members| group(members, &all, &mut names))
        .collect()
}

fn group(members: Vec<Looked>, all: &[String], names: &mut BTreeMap<&'static str, usize>) -> Option<Group> {
    let mut paths = members.iter().map(|one| one.table.shown.clone()).collect::<Vec<_>>();
    paths.sort();
    let own = paths.iter().map(String::as_str).collect::<Vec<_>>();
    let others = all.iter().map(String::as_str).filter(|path| !own.contains(path)).collect::<Vec<_>>();
    let (files, pattern) = (naming::files(&own, &others), naming::sensor_pattern(&own));
    let (mut marks, mut doubts) = (Marks::default(), BTreeSet::new());
    marks.cut_at = members.iter().map(|one| one.marks.cut_at).min().flatten();
    for one in &members {
        marks.rest.extend(one.marks.rest.iter().cloned());
        marks.totals.extend(one.marks.totals.iter().cloned());
        doubts.extend(one.doubts.iter().cloned());
    }
    let Looked { table, shape, .. } = members.into_iter().next()?;
    let sensor_from_file = pattern.filter(|_| !shape.has(Part::Sensor));
    doubts.extend(marks.cut_at.map(|at| Doubt::Cut { at }));
    doubts.extend(of_source(&shape, sensor_from_file.as_deref()));
    Some(Group {
        name: name(&shape, names),
        files,
        first: table.shown,
        format: table.format,
        encoding: table.encoding,
        sheet: table.sheet,
        shape,
        sensor_from_file,
        marks,
        doubts,
    })
}

/// What is unsure of a source as a whole.
fn of_source(shape: &Shape, sensor_from_file: Option<&str>) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if !shape.wide && !shape.has(Part::Date) {
        doubts.push(Doubt::NoDay);
    }
    if !shape.has(Part::Port) && !shape.has(Part::Pair) && !shape.has(Part::Region) {
        doubts.push(Doubt::NoKey);
    }
    if shape.has(Part::Port) && !shape.has(Part::Protocol) {
        doubts.push(Doubt::NoProtocol);
    }
    match sensor_from_file {
        Some(pattern) => doubts.push(Doubt::SensorFromName { pattern: pattern.to_owned() }),
        None if !shape.has(Part::Sensor) => doubts.push(Doubt::NoSensor),
        None => {}
    }
    doubts.extend(shape.of(Part::Distinct).map(|header| Doubt::Distinct { header: header.to_owned() }));
    doubts
}

/// A name that says by what packets are counted, numbered from the second on.
fn name(shape: &Shape, names: &mut BTreeMap<&'static str, usize>) -> String {
    let port = shape.has(Part::Port) || shape.has(Part::Pair);
    let name = match (port, shape.has(Part::Region)) {
        (true, false) => "ports",
        (false, true) => "regions",
        _ => "packets",
    };
    let count = names.entry(name).or_default();
    *count += 1;
    if *count == 1 { name.to_owned() } else { format!("{name}_{count}") }
}
