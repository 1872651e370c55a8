//! Sums by key: pages of 256 keys, a day of the first span each in a bucket of its own, totals for the others.
//!
//! Memory is the cells that occur, not the rows. Every addition is checked.

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

/// Where rows of a day go: one bucket for each day of the first span, then one for its rows that do not count
/// for means, then two for each other span (rows that count, rows that do not).
pub struct Buckets {
    spans: Vec<Span>,
    days: usize,
}

impl Buckets {
    /// The buckets of `spans`.
    pub fn new(spans: &[Span]) -> Self {
        Self { spans: spans.to_vec(), days: spans.first().map_or(0, |span| span.len()) }
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
        let bucket = within.map(|(span, index)| match span {
            0 if observed => index,
            _ => self.total(span, observed),
        });
        bucket.and_then(|bucket| u32::try_from(bucket).ok()).unwrap_or(NOWHERE)
    }
}

/// One table of sums.
pub struct Table {
    buckets: Vec<Vec<Option<Box<[i64; PAGE]>>>>,
    zeros: Vec<bool>,
    /// Number of buckets that are a day's.
    days: usize,
    /// Whether days are not added up: each cell takes one value, and there are no totals.
    cells_only: bool,
    /// Whether a second value met a cell that takes one.
    pub crossed: bool,
}

impl Table {
    /// No key yet; `cells_only` keeps the days of the first span and adds nothing up.
    pub fn new(spans: &[Span], cells_only: bool) -> Self {
        let buckets = Buckets::new(spans);
        Self {
            buckets: vec![Vec::new(); buckets.count()],
            zeros: Vec::new(),
            days: buckets.days,
            cells_only,
            crossed: false,
        }
    }

    /// Adds the values of `rows`, each at least 0, to their buckets and keys; without `keys` they all have the first.
    pub fn add(
        &mut self,
        rows: &[u32],
        buckets: &[u32],
        keys: Option<&[u32]>,
        values: &[i64],
    ) -> Result<(), Overflow> {
        for &row in rows {
            let row = row as usize;
            let key = keys.map_or(0, |keys| keys[row] as usize);
            self.add_one(buckets[row] as usize, key, values[row])?;
        }
        Ok(())
    }

    #[inline]
    fn add_one(&mut self, bucket: usize, key: usize, value: i64) -> Result<(), Overflow> {
        if self.cells_only && bucket >= self.days {
            return Ok(());
        }
        if value == 0 {
            // The key has a row all the same; any other row shows in the sums.
            if self.zeros.len() <= key {
                self.zeros.resize(key + 1, false);
            }
            self.zeros[key] = true;
            return Ok(());
        }
        let pages = &mut self.buckets[bucket];
        let page = key / PAGE;
        if pages.len() <= page {
            pages.resize_with(page + 1, || None);
        }
        let cell = &mut pages[page].get_or_insert_with(|| Box::new([0; PAGE]))[key % PAGE];
        self.crossed |= self.cells_only && *cell != 0;
        *cell = cell.checked_add(value).ok_or(Overflow)?;
        Ok(())
    }

    fn sum(&self, bucket: usize, key: usize) -> i64 {
        let page = self.buckets[bucket].get(key / PAGE).and_then(Option::as_ref);
        page.map_or(0, |page| page[key % PAGE])
    }

    /// The rows of all keys that have one, in the order of keys; `keys` by their number.
    pub fn grid(&self, keys: &[Key], spans: &[Span]) -> Result<Grid, Overflow> {
        let buckets = Buckets::new(spans);
        let mut rows = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            let daily = (0..buckets.days).map(|day| self.sum(day, at)).collect::<Vec<_>>();
            let mut sums = Vec::with_capacity(spans.len());
            for span in 0..spans.len() {
                let days = if span == 0 && !self.cells_only { &daily[..] } else { &[] };
                let whole = self.sum(buckets.total(span, true), at);
                let observed =
                    days.iter().try_fold(whole, |sum, day| sum.checked_add(*day)).ok_or(Overflow)?;
                let others = self.sum(buckets.total(span, false), at);
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
        for span in 0..spans.len() {
            let sums = rows.iter().map(|row| row.sums[span].every);
            sums.into_iter().try_fold(0_i64, i64::checked_add).ok_or(Overflow)?;
        }
        Ok(Grid { rows })
    }
}
