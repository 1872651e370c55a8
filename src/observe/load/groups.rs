//! Row groups of a Parquet file, decoded by several threads at once: columns in, their rows in order out.
//!
//! Bytes are read, never mapped: a file that is cut while it is read is an error and no fault of the process. Does
//! not know what the columns mean.

use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use polars::prelude::{ArrowField, ArrowSchema, PolarsError, PolarsResult};
use polars_parquet::read::{ColumnChunkMetadata, FileMetadata, infer_schema, read_metadata};

use super::Decoded;
use super::chunk::Chunk;
use crate::observe::engine::quietly;

/// Rows decoded at once; larger groups are decoded in parts.
const ROWS: usize = 1 << 19;

/// Threads that decode at most: a few are as fast as who takes their rows, and each holds rows of its own.
const THREADS: usize = 4;

/// Parts that a thread may be ahead of who takes them.
const AHEAD: usize = 1;

/// What a thread decodes.
type Part = Result<Decoded, String>;

/// A Parquet file.
pub struct Groups {
    file: Mutex<fs::File>,
    length: u64,
    meta: FileMetadata,
    schema: ArrowSchema,
}

impl Groups {
    /// Reads the foot of the file at `path`.
    pub fn open(path: &Path) -> PolarsResult<Self> {
        let mut file = fs::File::open(path)?;
        let length = file.metadata()?.len();
        let meta = read_metadata(&mut file)?;
        let schema = infer_schema(&meta)?;
        Ok(Self { file: Mutex::new(file), length, meta, schema })
    }

    /// The columns.
    pub fn fields(&self) -> impl Iterator<Item = &ArrowField> {
        self.schema.iter_values()
    }

    /// Gives the rows of the columns at `positions` to `take`.
    pub fn each(&self, positions: &[usize], take: impl FnMut(Decoded)) -> Result<(), String> {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        self.each_by(threads.min(THREADS), ROWS, positions, take)
    }

    /// The same with so many threads, at most `most` rows at once.
    pub(super) fn each_by(
        &self,
        threads: usize,
        most: usize,
        positions: &[usize],
        mut take: impl FnMut(Decoded),
    ) -> Result<(), String> {
        thread::scope(|scope| {
            // Threads take turns with the groups, and so do those who are heard: the order of the rows is kept.
            let start = |first: usize| {
                let (send, receive) = sync_channel(AHEAD);
                let groups = (first..self.meta.row_groups.len()).step_by(threads);
                scope.spawn(move || self.decode(groups, most, positions, &send));
                receive
            };
            let threads = (0..threads.min(self.meta.row_groups.len())).map(start).collect::<Vec<_>>();
            for (group, thread) in self.meta.row_groups.iter().zip(threads.iter().cycle()) {
                for _ in parts(group.num_rows(), most) {
                    take(thread.recv().unwrap_or_else(|_| Err("a thread ended without a word".to_owned()))?);
                }
            }
            Ok(())
        })
    }

    /// Decodes `groups` and sends their parts until nobody takes any more.
    fn decode(
        &self,
        groups: impl Iterator<Item = usize>,
        most: usize,
        positions: &[usize],
        send: &SyncSender<Part>,
    ) {
        let decoded = quietly(|| {
            for group in groups {
                let chunks = self.chunks(group, positions)?;
                for rows in parts(self.meta.row_groups[group].num_rows(), most) {
                    if send.send(Ok(part(&chunks, rows)?)).is_err() {
                        return Ok(());
                    }
                }
            }
            Ok(())
        });
        if let Err(why) = decoded {
            // Nobody listens where an earlier group has failed.
            let _ = send.send(Err(why));
        }
    }

    /// The first `rows` rows of the columns at `positions`, or all where there are fewer.
    pub fn first(&self, rows: usize, positions: &[usize]) -> PolarsResult<Vec<Decoded>> {
        let (mut decoded, mut left) = (Vec::new(), rows);
        for (at, group) in self.meta.row_groups.iter().enumerate() {
            let rows = group.num_rows().min(left);
            if rows > 0 {
                decoded.push(part(&self.chunks(at, positions)?, 0..rows)?);
            }
            left -= rows;
        }
        Ok(decoded)
    }

    /// Reads a group's columns at `positions`.
    fn chunks(&self, group: usize, positions: &[usize]) -> PolarsResult<Vec<Chunk<'_>>> {
        let group = &self.meta.row_groups[group];
        let chunk = |&position: &usize| {
            let gone = || PolarsError::ComputeError("a column is missing from a row group".into());
            let (name, field) = self.schema.get_at_index(position).ok_or_else(gone)?;
            let mut columns = group.columns_under_root_iter(name).ok_or_else(gone)?;
            let column = columns.next().filter(|_| columns.len() == 0).ok_or_else(gone)?;
            Chunk::new(column, field, group.num_rows(), self.bytes(column)?)
        };
        positions.iter().map(chunk).collect()
    }

    /// The bytes of a column in a group.
    fn bytes(&self, column: &ColumnChunkMetadata) -> PolarsResult<Vec<u8>> {
        let short = || PolarsError::ComputeError("the file ends before a column that it names".into());
        let Range { start, end } = column.byte_range();
        let length = end.checked_sub(start).filter(|_| end <= self.length).ok_or_else(short)?;
        let mut bytes = Vec::with_capacity(usize::try_from(length).map_err(|_| short())?);
        let mut file = self.file.lock().map_err(|_| short())?;
        file.seek(SeekFrom::Start(start))?;
        file.by_ref().take(length).read_to_end(&mut bytes)?;
        if bytes.len() as u64 == length { Ok(bytes) } else { Err(short()) }
    }
}

/// The rows of a group, at most `most` at once.
fn parts(rows: usize, most: usize) -> impl Iterator<Item = Range<usize>> {
    (0..rows).step_by(most).map(move |first| first..rows.min(first.saturating_add(most)))
}

/// Decodes `rows` of a group's columns.
fn part(chunks: &[Chunk<'_>], rows: Range<usize>) -> PolarsResult<Decoded> {
    let columns = chunks.iter().map(|chunk| chunk.cells(rows.clone())).collect::<PolarsResult<_>>()?;
    Ok(Decoded { rows: rows.len(), columns })
}
