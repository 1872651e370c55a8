//! Files that bring the same sensor-days, set against each other key by key: rows in, differences out.
//!
//! The first file of a sensor-day is compared with each other one. Keys are texts as answers have them; rows of
//! one file with the same key are summed.

use std::collections::{BTreeMap, BTreeSet};

use super::batch::Batch;
use super::dimension::Dimension;
use super::found::Found;
use super::pairs::Pairs;
use super::presence::Delivered;
use crate::key::Key;
use crate::observe::asked::Role;
use crate::quarter::Day;

/// Two files, by position: the one that is first by name, and another.
pub type Pair = (usize, usize);

/// A sensor-day in the order in which it was given.
type Place = usize;

/// The sums of a key in the first and in the other file, measure by measure.
type Sides = Vec<(i128, i128)>;

/// A comparison, before and after its rows were met.
#[derive(Debug)]
pub struct Compare {
    /// By day and sensor.
    places: BTreeMap<(Day, String), Place>,
    /// For each sensor-day, the files that bring it.
    files: Vec<Vec<usize>>,
    /// For each file and sensor-day, the sums of each key.
    sums: BTreeMap<(Place, Vec<String>), BTreeMap<usize, Vec<i128>>>,
}

/// How two files differ.
#[derive(Debug, Default)]
pub struct Difference {
    /// Sensor-days that are equal.
    pub equal: Vec<(Day, String)>,
    /// Sensor-days that are not.
    pub different: Vec<(Day, String)>,
    /// Keys with their sums in both files over all days, the largest difference first.
    pub keys: Vec<(String, (i128, i128))>,
}

impl Compare {
    /// Nothing yet of sensor-days that several files bring, sorted by day and sensor.
    pub fn new(twice: &[Delivered]) -> Self {
        let (mut places, mut files) = (BTreeMap::new(), Vec::<Vec<usize>>::new());
        for held in twice {
            let place = *places.entry((held.day, held.sensor.clone())).or_insert(files.len());
            if place == files.len() {
                files.push(Vec::new());
            }
            files[place].push(held.file);
        }
        Self { places, files, sums: BTreeMap::new() }
    }

    /// The files that are compared.
    pub fn files(&self) -> BTreeSet<usize> {
        self.files.iter().flatten().copied().collect()
    }

    /// Where the rows of a file, day and sensor belong; none if they are not compared.
    pub fn place(&self, file: usize, day: Day, sensor: &str) -> Option<(Place, usize)> {
        let place = *self.places.get(&(day, sensor.to_owned()))?;
        self.files[place].contains(&file).then_some((place, file))
    }

    /// Takes a row.
    pub fn meet(&mut self, (place, file): (Place, usize), key: Vec<String>, values: &[i64]) {
        let sums = self.sums.entry((place, key)).or_default().entry(file);
        let sums = sums.or_insert_with(|| vec![0; values.len()]);
        sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += i128::from(*value));
    }

    /// How each pair of files differs.
    pub fn differences(&self) -> BTreeMap<Pair, Difference> {
        let mut pairs = BTreeMap::<Pair, (BTreeSet<Place>, BTreeMap<&[String], Sides>)>::new();
        for ((place, key), sums) in &self.sums {
            let Some((&first, others)) = self.files[*place].split_first() else { continue };
            for &other in others {
                let sides = [first, other].map(|file| sums.get(&file).cloned().unwrap_or_default());
                let count = sides[0].len().max(sides[1].len());
                let side = |side: usize, at: usize| sides[side].get(at).copied().unwrap_or_default();
                let (places, keys) = pairs.entry((first, other)).or_default();
                if (0..count).any(|at| side(0, at) != side(1, at)) {
                    places.insert(*place);
                    let held = keys.entry(key).or_insert_with(|| vec![(0, 0); count]);
                    for (at, sum) in held.iter_mut().enumerate() {
                        *sum = (sum.0 + side(0, at), sum.1 + side(1, at));
                    }
                }
            }
        }
        let mut differences = BTreeMap::<Pair, Difference>::new();
        for ((day, sensor), &place) in &self.places {
            let Some((&first, others)) = self.files[place].split_first() else { continue };
            for &other in others {
                let differs = pairs.get(&(first, other)).is_some_and(|(places, _)| places.contains(&place));
                let difference = differences.entry((first, other)).or_default();
                let days = if differs { &mut difference.different } else { &mut difference.equal };
                days.push((*day, sensor.clone()));
            }
        }
        for (pair, (_, keys)) in pairs {
            let keys = keys.into_iter().filter_map(|(key, sides)| {
                let most = sides.into_iter().max_by_key(|(a, b)| (a - b).abs())?;
                let key = key.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>();
                Some((key.join(" × "), most))
            });
            let mut keys = keys.filter(|(_, (a, b))| a != b).collect::<Vec<_>>();
            keys.sort_by_key(|(key, (a, b))| (-(a - b).abs(), key.clone()));
            differences.entry(pair).or_default().keys = keys;
        }
        differences
    }
}

/// Hands the rows of a batch to `compare`, each with the texts of its keys.
pub fn meet(
    compare: &mut Compare,
    dimensions: &[Dimension],
    ports: Option<&(usize, usize, Pairs)>,
    batch: &Batch,
    pairs: &[u32],
    file: usize,
    found: &Found,
) {
    let port = |row: usize| {
        let (_, _, judged) = ports?;
        let class = judged.classes().of(pairs[row]);
        judged.keys.all().get(class.key as usize).filter(|_| class.fault.is_none()).map(Key::to_string)
    };
    for row in (0..batch.rows).filter(|row| !found.left_out[*row]) {
        let shown = |at: usize| dimensions[at].shown(batch.cells[at][row]);
        let cell = |at: usize| dimensions[at].cells.get(batch.cells[at][row] as usize);
        let Some(day) = cell(0).and_then(|cell| cell.day().ok()) else { continue };
        let Some(place) = compare.place(file, day, &shown(1)) else { continue };
        let mut key = Vec::new();
        for (at, dimension) in dimensions.iter().enumerate().skip(2) {
            let class = dimension.classes.of(batch.cells[at][row]);
            key.push(match (&dimension.role, port(row)) {
                (Role::Protocol, Some(_)) => continue,
                (Role::Port, Some(port)) => port,
                (Role::Region, _) if class.fault.is_none() => {
                    dimension.keys.all().get(class.key as usize).map(Key::to_string).unwrap_or_default()
                }
                _ => shown(at),
            });
        }
        let values = batch.values.iter().map(|values| values[row]).collect::<Vec<_>>();
        compare.meet(place, key, &values);
    }
}
