//! Sums by key: pages of 256 keys, each day of the first spans in a bucket of its own, totals for the others.
//!
//! Memory is the cells that occur, not the rows. Every addition is checked.

use std::ops::Range;

use crate::key::Key;
use crate::quarter::{Day, Span};
use crate::question::{Grid, GridRow, Sums};

/// Keys of one page.
const PAGE: usize = 256;

/// The bucket of rows that go into no sum.
pub const NOWHERE: u32 = u32::MAX;

/// A sum left 64 bits.
#[derive(Debug)]
pub struct Overflow;

/// Where rows of a day go: one bucket for each day of the first spans, then two for each span: its rows that count for
/// means, where its days have no buckets of their own, and those that do not.
pub struct Buckets {
    spans: Vec<Span>,
    /// How many spans have a bucket for each day.
    daily: usize,
    /// Number of buckets that are a day's.
    days: usize,
}

impl Buckets {
    /// The buckets of `spans`, of which the first `daily` are kept by day.
    pub fn new(spans: &[Span], daily: usize) -> Self {
        let days = spans.iter().take(daily).map(|span| span.len()).sum();
        Self { spans: spans.to_vec(), daily, days }
    }

    /// For each bucket the one of `other`, which keeps the same spans, that has its rows.
    pub fn onto(&self, other: &Self) -> Vec<u32> {
        let mut onto = vec![NOWHERE; self.count()];
        let mut lay = |from: usize, to: usize| onto[from] = u32::try_from(to).unwrap_or(NOWHERE);
        for span in 0..self.spans.len() {
            let whole = other.total(span, true);
            for (day, bucket) in self.days_of(span).enumerate() {
                lay(bucket, other.days_of(span).nth(day).unwrap_or(whole));
            }
            lay(self.total(span, true), whole);
            lay(self.total(span, false), other.total(span, false));
        }
        onto
    }

    /// The buckets of the days of a span; none where it has no bucket for each day.
    fn days_of(&self, span: usize) -> Range<usize> {
        let end = |spans: usize| self.spans.iter().take(spans.min(self.daily)).map(|span| span.len()).sum();
        end(span)..end(span + 1)
    }

    /// Number of buckets.
    fn count(&self) -> usize {
        self.days + 2 * self.spans.len()
    }

    /// The bucket of a whole span: of its rows that count for means, or of those that do not.
    fn total(&self, span: usize, observed: bool) -> usize {
        self.days + 2 * span + usize::from(!observed)
    }

    /// The bucket of a day's rows, which count for means or do not; [`NOWHERE`] if no span has the day.
    pub fn of(&self, day: Day, observed: bool) -> u32 {
        let within = self.spans.iter().enumerate().find_map(|(at, span)| Some((at, span.index(day)?)));
        let bucket = within.map(|(span, index)| {
            let own = self.days_of(span).nth(index).filter(|_| observed);
            own.unwrap_or_else(|| self.total(span, observed))
        });
        bucket.and_then(|bucket| u32::try_from(bucket).ok()).unwrap_or(NOWHERE)
    }
}

/// The keys of rows: each row's cell, and the key of each cell.
#[derive(Clone, Copy)]
pub struct Keyed<'a> {
    /// The number of each row's cell.
    pub cells: &'a [u32],
    /// The number of each cell's key.
    pub keys: &'a [u32],
}

impl Keyed<'_> {
    /// The key of a row.
    #[inline]
    pub fn of(self, row: usize) -> usize {
        self.keys[self.cells[row] as usize] as usize
    }
}

/// Notes that a key has a row, though it adds nothing; any other row shows in the sums.
fn zero(zeros: &mut Vec<bool>, key: usize) {
    if zeros.len() <= key {
        zeros.resize(key + 1, false);
    }
    zeros[key] = true;
}

/// Makes room for a page.
#[cold]
fn open(pages: &mut Vec<Option<Box<[i64; PAGE]>>>, page: usize) {
    if pages.len() <= page {
        pages.resize_with(page + 1, || None);
    }
    pages[page] = Some(Box::new([0; PAGE]));
}

/// One table of sums.
pub struct Table {
    buckets: Vec<Vec<Option<Box<[i64; PAGE]>>>>,
    zeros: Vec<bool>,
    /// Which bucket is what.
    places: Buckets,
    /// Whether days are not added up: each cell takes one value, and there are no totals.
    cells_only: bool,
    /// Whether a second value met a cell that takes one.
    pub crossed: bool,
}

impl Table {
    /// No key yet; `cells_only` keeps the days and adds nothing up.
    pub fn new(places: Buckets, cells_only: bool) -> Self {
        Self {
            buckets: vec![Vec::new(); places.count()],
            zeros: Vec::new(),
            places,
            cells_only,
            crossed: false,
        }
    }

    /// Adds the values of `rows`, each at least 0, to their buckets and keys; without `keys` they all have the first.
    pub fn add(
        &mut self,
        rows: &[u32],
        buckets: &[u32],
        keys: Option<Keyed<'_>>,
        values: &[i64],
    ) -> Result<(), Overflow> {
        match keys {
            None => self.add_all(rows, buckets, |_| 0, values),
            Some(keys) => self.add_all(rows, buckets, |row| keys.of(row), values),
        }
    }

    fn add_all(
        &mut self,
        rows: &[u32],
        buckets: &[u32],
        key: impl Fn(usize) -> usize,
        values: &[i64],
    ) -> Result<(), Overflow> {
        let Self { buckets: held, zeros, .. } = self;
        let days = if self.cells_only { self.places.days } else { usize::MAX };
        let mut crossed = false;
        for &row in rows {
            let row = row as usize;
            let (bucket, key, value) = (buckets[row] as usize, key(row), values[row]);
            if bucket >= days {
                continue;
            }
            if value == 0 {
                zero(zeros, key);
                continue;
            }
            let (pages, page) = (&mut held[bucket], key / PAGE);
            if !matches!(pages.get(page), Some(Some(_))) {
                open(pages, page);
            }
            if let Some(Some(page)) = pages.get_mut(page) {
                let cell = &mut page[key % PAGE];
                crossed |= *cell != 0;
                *cell = cell.checked_add(value).ok_or(Overflow)?;
            }
        }
        self.crossed |= self.cells_only && crossed;
        Ok(())
    }

    fn sum(&self, bucket: usize, key: usize) -> i64 {
        let page = self.buckets[bucket].get(key / PAGE).and_then(Option::as_ref);
        page.map_or(0, |page| page[key % PAGE])
    }

    /// The rows of all keys that have one, in the order of keys; `keys` by their number.
    pub fn grid(&self, keys: &[Key]) -> Result<Grid, Overflow> {
        let Self { places, .. } = self;
        let spans = places.spans.len();
        let mut rows = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            let daily = (0..places.days).map(|day| self.sum(day, at)).collect::<Vec<_>>();
            let mut sums = Vec::with_capacity(spans);
            for span in 0..spans {
                let days = if self.cells_only { &[] } else { &daily[places.days_of(span)] };
                let whole = self.sum(places.total(span, true), at);
                let observed =
                    days.iter().try_fold(whole, |sum, day| sum.checked_add(*day)).ok_or(Overflow)?;
                let others = self.sum(places.total(span, false), at);
                sums.push(Sums { every: observed.checked_add(others).ok_or(Overflow)?, observed });
            }
            let drawn = self.cells_only && daily.iter().any(|value| *value != 0);
            if drawn || sums.iter().any(|sum| sum.every != 0) || self.zeros.get(at).is_some_and(|zero| *zero)
            {
                rows.push(GridRow { key: key.clone(), sums, daily });
            }
        }
        rows.sort_by(|a, b| a.key.cmp(&b.key));
        // Shares need the sum over all keys, too.
        for span in 0..spans {
            let sums = rows.iter().map(|row| row.sums[span].every);
            sums.into_iter().try_fold(0_i64, i64::checked_add).ok_or(Overflow)?;
        }
        Ok(Grid { rows })
    }
}
