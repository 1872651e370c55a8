//! The words of one language as its file has them. A missing word is an error of that file, never an empty string.

use serde::Deserialize;

use super::{ArchiveWords, CatalogueWords, DataWords, EventWords, HistoryWords, InquiryWords, NormalWords};
use crate::quarter::Day;

/// All words of one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// How numbers are grouped and rounded.
    pub numbers: Numbers,
    /// Words of change.
    pub change: Change,
    /// Dates and periods.
    pub dates: Dates,
    /// Words beside ranks.
    pub ranks: Ranks,
    /// What is said of conditions where values are listed.
    pub truths: Truths,
    /// Labels and the words of the frame.
    pub labels: FrameLabels,
    /// What the page's controls are called.
    pub controls: ControlWords,
    /// Headings of columns.
    pub columns: Columns,
    /// Which sensors and rows count.
    pub scopes: Scopes,
    /// Captions that nobody wrote.
    pub captions: Captions,
    /// What stands on charts and in their text alternatives.
    pub chart: ChartWords,
    /// The range that is normal for a line.
    pub normal: NormalWords,
    /// What was detected in lines.
    pub events: EventWords,
    /// The method chapter.
    pub method: Method,
    /// Where counts are told as an index.
    pub index: IndexWords,
    /// Where small numbers are withheld.
    pub withheld: WithheldWords,
    /// The files of an edition's data.
    pub data: DataWords,
    /// The pages around the editions.
    pub archive: ArchiveWords,
    /// What stands beside the report for those who pass it on.
    pub catalogue: CatalogueWords,
    /// The pages that follow keys over the editions.
    pub history: HistoryWords,
    /// Where somebody asks without a manuscript.
    pub inquiry: InquiryWords,
}

/// How large numbers are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// By ten thousand: 万, 億.
    Myriad,
    /// By thousand, in figures.
    Thousand,
}

/// In which steps a rounded change is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Steps {
    /// In tenths: 約2割.
    Tenth,
    /// In tens of percent: about 20 percent.
    Percent,
}

/// How the places of an order are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ordinals {
    /// By the number alone; the words beside it say the rest: 4番目.
    Plain,
    /// 1st, 2nd, 3rd, 4th.
    English,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: $kind,)* }
    };
}

words! {
    /// Words around numbers.
    Numbers {
        /// Grouping of large numbers.
        scale: Scale,
        /// Steps of rounded changes.
        steps: Steps,
        /// Counting of places.
        ordinals: Ordinals,
        /// Marks a rounded number, `{n}`.
        about: String,
        /// `{n}` ten thousands.
        ten_thousand: String,
        /// `{n}` hundred millions.
        hundred_million: String,
        /// `{n}` percent.
        percent: String,
        /// A share rounded to tenths, `{n}`.
        tenths: String,
        /// A share that rounds to the whole.
        nearly_all: String,
    }
}

words! {
    /// Words of change.
    Change {
        /// Below five percent.
        flat: String,
        /// A rise of `{n}`.
        rise: String,
        /// A fall of `{n}`.
        fall: String,
        /// A multiple that rounds to one.
        same: String,
        /// Twice as much.
        double: String,
        /// `{n}` times as much.
        multiple: String,
        /// A fall of 95 percent and more.
        gone: String,
    }
}

words! {
    /// Dates and periods.
    Dates {
        /// Names of the twelve months.
        months: Vec<String>,
        /// A quarter: `{year}`, `{first}`, `{last}`, `{first_number}`.
        quarter: String,
        /// Its months alone.
        quarter_months: String,
        /// A day without its year: `{month}`, `{day}`.
        day: String,
        /// A day with its year.
        full_day: String,
        /// Days of one month: `{year}`, `{month}`, `{first_number}`, `{last_number}`.
        days_of_month: String,
        /// Days of one year: `{first}`, `{last}`, `{first_full}`, `{last_full}`.
        days_of_year: String,
        /// Days of more than one year: `{first_full}`, `{last_full}`.
        days: String,
        /// A year.
        year: String,
        /// The month in which a fiscal year begins, 1 to 12.
        fiscal_start: u32,
        /// A fiscal year: `{era}`, `{year}`.
        fiscal_year: String,
        /// The word for an era's first year.
        first_year: String,
        /// Eras, newest first; none where years are counted plainly.
        eras: Vec<Era>,
    }
}

words! {
    /// An era.
    Era {
        /// Its name.
        name: String,
        /// Its first day.
        from: Day,
    }
}

words! {
    /// Words beside ranks.
    Ranks {
        /// A previous rank beyond `{n}`.
        outside: String,
        /// No previous rank can be known.
        none: String,
        /// A place in an order, `{n}`.
        ordinal: String,
        /// A rank, `{n}`.
        place: String,
        /// Numbers of ranks from one on.
        steps: Vec<String>,
        /// A number of ranks beyond those, `{n}`.
        step: String,
        /// So many ranks up: `{steps}`, `{place}`.
        up: String,
        /// So many ranks down: `{steps}`, `{place}`.
        down: String,
        /// The same rank as before, `{place}`.
        held: String,
        /// From beyond the ranks that are shown: `{outside}`, `{place}`.
        entered: String,
    }
}

words! {
    /// What is said of a condition where values are listed.
    Truths {
        /// It is true.
        holds: String,
        /// It is not.
        fails: String,
    }
}

words! {
    /// Labels and the words of the frame.
    FrameLabels {
        /// Label of a table, `{n}`.
        table: String,
        /// Label of a figure, `{n}`.
        figure: String,
        /// Opens a caption, `{label}`.
        caption_open: String,
        /// Closes a caption.
        caption_close: String,
        /// A reference to `{label}`.
        reference: String,
        /// A reference to `{label}` of the edition of `{period}`.
        across: String,
        /// A citation of entry `{n}`.
        citation: String,
        /// What a citation is called when it is heard, `{n}`.
        citation_name: String,
        /// What a reference to chapter `{n}` is called when it is heard.
        chapter_name: String,
        /// What a reference to section `{n}` is called when it is heard.
        section_name: String,
        /// Title of the references chapter.
        references: String,
        /// Title of the method chapter.
        method: String,
        /// Title of the key points.
        summary: String,
        /// Title of the table of contents.
        contents: String,
        /// A port with its service, port first.
        port_first: String,
        /// A port with its service, service first.
        service_first: String,
        /// All others.
        rest: String,
        /// Everything.
        total: String,
        /// What hatching means.
        outage: String,
        /// Mark of an unpublished edition.
        draft: String,
        /// Which build a page of it is of.
        build: String,
        /// データ未着, where a table or chart will stand.
        awaited: String,
        /// 〔データ未着〕, where a value will stand.
        awaited_value: String,
        /// Title of the one chapter of an edition in a language in which nobody wrote.
        data_only: String,
        /// That its text is to be read in another language.
        data_only_note: String,
        /// A version.
        version: String,
        /// The publication date, `{date}`.
        published: String,
        /// Title of PDF and page.
        document_title: String,
        /// Running header.
        header: String,
        /// A text with the site's mark.
        marked: String,
        /// Page number.
        page: String,
        /// Opens a figure's data.
        open_data: String,
        /// Link to a data file.
        data_file: String,
        /// Link to the file of a chart.
        figure_file: String,
        /// What the language calls itself: 日本語.
        language: String,
        /// Name of the links to an edition's other languages.
        languages: String,
        /// Link to the PDF.
        pdf: String,
        /// Link past the frame.
        skip: String,
        /// Name of a scrolling region.
        scroll: String,
        /// The licence.
        licence: String,
        /// Heading of the column of days.
        date: String,
        /// Title of the history of versions.
        history: String,
        /// A version in it: `{version}`, `{date}`, `{what}`.
        history_entry: String,
        /// What a cell was in `{version}`: `{cell}`.
        changed_cell: String,
        /// That a cell was something else in `{version}`.
        changed_other: String,
        /// That a row was not in `{version}`.
        changed_row: String,
        /// What is marked: what has changed since `{version}`.
        changed: String,
        /// What a corrected version is, in the history.
        correction: String,
        /// What a revised version is, in the history.
        revision: String,
        /// What a withdrawn version is, in the history and on its page.
        withdrawal: String,
        /// An entry of the history, `{kind}` and `{what}`.
        revised: String,
        /// Title of the notice of a correction, `{version}` and `{date}`.
        notice: String,
        /// What was wrong.
        notice_wrong: String,
        /// What is right.
        notice_right: String,
        /// Who is affected.
        notice_affected: String,
        /// That the edition was withdrawn on `{date}`.
        withdrawn: String,
        /// Why, `{reason}`.
        withdrawn_reason: String,
    }
}

words! {
    /// What the page's controls are called.
    ControlWords {
        /// A link to a heading, table or figure, `{label}`.
        link: String,
        /// The link to the paragraph in which it stands.
        link_paragraph: String,
        /// Shows the links of all paragraphs.
        links: String,
        /// What reads a chart's values, `{label}`.
        ask: String,
        /// How a chart is asked.
        ask_hint: String,
        /// The lines of a chart, `{label}`.
        lines: String,
        /// A value of a day: `{day}`, `{series}`, `{value}`.
        reading: String,
        /// A `{reading}` of a day that has an `{outage}`.
        disturbed: String,
        /// In place of a value, where nothing was observed.
        gap: String,
        /// In place of a value that is withheld.
        withheld: String,
        /// Opens the columns of a table, `{label}`.
        columns: String,
        /// Puts a table's rows back into their order.
        restore: String,
    }
}

words! {
    /// Headings of columns.
    Columns {
        /// Rank.
        rank: String,
        /// Destination port.
        port: String,
        /// Protocol, of a filter.
        protocol: String,
        /// Source region.
        region: String,
        /// Sensor.
        sensor: String,
        /// Another column, `{column}`.
        column: String,
        /// What a single row stands for.
        total: String,
        /// Previous rank.
        previous: String,
        /// Packets, `{measure}`.
        packets: String,
        /// Per sensor and day.
        per_sensor_day: String,
        /// Share.
        share: String,
        /// Change against the previous quarter.
        change: String,
    }
}

words! {
    /// Which sensors and rows count.
    Scopes {
        /// `{n}` sensors at home.
        home: String,
        /// `{n}` sensors abroad.
        overseas: String,
        /// `{n}` sensors.
        all: String,
        /// Data without sensors.
        none: String,
        /// Sum over `{scope}`.
        sum: String,
        /// Mean over `{scope}`.
        average: String,
        /// Each of `{scope}`, where the lines are sensors.
        each: String,
        /// `{scope}` restricted by `{filter}`.
        filtered: String,
        /// Only `{values}` of `{column}`.
        filter_is: String,
        /// Without `{values}`.
        filter_not: String,
        /// Ports from `{first}` to `{last}`.
        range: String,
        /// Between values.
        separator: String,
        /// Stands for values that may not be named.
        withheld: String,
    }
}

words! {
    /// Captions that nobody wrote.
    Captions {
        /// Table of ports.
        table_port: String,
        /// Table of regions.
        table_region: String,
        /// Table of sensors.
        table_sensor: String,
        /// Table of another column.
        table_column: String,
        /// Table of one row.
        table_total: String,
        /// Chart of ports.
        chart_port: String,
        /// Chart of regions.
        chart_region: String,
        /// Chart of sensors.
        chart_sensor: String,
        /// Chart of another column.
        chart_column: String,
        /// Chart of one line.
        chart_total: String,
        /// Chart of rows by another measure than packets: `{rows}`, `{measure}`.
        chart_measure: String,
        /// Chart of a table's keys, `{caption}` being the table's.
        chart_of: String,
    }
}

words! {
    /// What stands on charts and in their text alternatives.
    ChartWords {
        /// Heading for packets a day.
        per_day: String,
        /// Heading for packets a sensor and day.
        per_sensor_day: String,
        /// Heading of a moving mean.
        mean: String,
        /// Name of the default measure.
        measure: String,
        /// Opening of a text alternative.
        alt: String,
        /// Days without observation.
        alt_gap: String,
        /// One series with both windows.
        alt_series: String,
        /// One series without them.
        alt_short: String,
        /// One series of distinct counts: its highest day alone.
        alt_peak: String,
        /// A series without data.
        alt_empty: String,
        /// A number of packets.
        unit: String,
    }
}

words! {
    /// The method chapter: a paragraph for each rule, with the constants of the rules.
    Method {
        /// How ranks are given.
        ranks: String,
        /// What a previous rank is: `{previous_shown}`, `{outside}`, `{none}`.
        previous: String,
        /// Which days count.
        days: String,
        /// What the beginning and the end of the period are: `{halves}`, `{window}`.
        windows: String,
        /// What a change is: `{base}`.
        change: String,
        /// How changes and shares are rounded to words: `{flat}`, `{flat_word}`, `{multiple}`, `{gone_word}`.
        rounding: String,
        /// What stands before the conditions.
        conditions: String,
        /// The test of each kind of condition.
        tests: Tests,
        /// Coverage of both quarters: `{period}`, `{days}`, `{held}`, `{previous_days}`, `{previous_held}`.
        coverage: String,
        /// Which sensors count.
        sensors: String,
        /// A mean of `{n}` days, as a sentence names it.
        window: String,
        /// Note of a table whose previous ranks cannot be known.
        note_previous: String,
        /// That previous ranks are those of the corrected version `{version}`.
        note_corrected: String,
    }
}

words! {
    /// The tests of the conditions on which claims rest.
    Tests {
        /// A rank that is held, up, down, exchanged, or has come in or left.
        moves: String,
        /// The same keys, the same order, two that changed places.
        order: String,
        /// The first few have most of all: `{keys}`, `{most}`.
        concentrated: String,
        /// Up, down or flat from the first to the last days: `{flat}`.
        windows: String,
        /// Up, down or flat against the previous quarter: `{flat}`.
        quarter: String,
        /// A trend up or down: `{z}`, `{flat}`.
        trend: String,
        /// A steady level: `{flat}`, `{steady}`.
        steady: String,
        /// Repeated rise and fall: `{smooth}`, `{swing}`, `{swings}`.
        fluctuating: String,
        /// A spike: `{deviation}`, `{tenths}`, `{times}`, `{base}`, `{spike_days}`.
        spiking: String,
        /// Bursts, drops and other levels: `{event}`, `{shift_days}`, `{times}`, `{base}`.
        events: String,
        /// Nothing special.
        nothing: String,
        /// One sensor has nearly all: `{carried}`.
        one_sensor: String,
        /// Higher at home, higher overseas, or nearly the same: `{flat}`, `{base}`.
        scopes: String,
        /// What goes on from the previous quarter.
        continued: String,
        /// Most days lie outside the normal range: `{halves}`.
        outside: String,
        /// A part is most of its whole: `{majority}`, `{base}`.
        majority: String,
        /// Distinct counts while the largest event lasts: `{times}`, `{swing}`, `{distinct}`.
        sources: String,
    }
}

words! {
    /// Where counts are told as an index.
    IndexWords {
        /// Heading of a table's column, `{column}`.
        column: String,
        /// What is 100 in a ranking, `{first}` being the first-ranked key.
        base: String,
        /// What is 100 in a chart of one line.
        base_own: String,
        /// Heading for the index of packets a day: `{measure}`, `{scope}`, `{base}`.
        per_day: String,
        /// Heading for the index of packets a sensor and day.
        per_sensor_day: String,
        /// An index in a text alternative, `{n}`.
        unit: String,
        /// Note of a table: `{first}` is 100.
        note: String,
        /// Paragraph of the method chapter.
        method: String,
    }
}

words! {
    /// Where small numbers are withheld.
    WithheldWords {
        /// Stands in place of the number.
        mark: String,
        /// Below what numbers are withheld, where counts are an index: it must not tell a number of packets.
        limit: String,
        /// Note of a table: `{mark}`, `{limit}`.
        note_table: String,
        /// Note of a chart: `{limit}`.
        note_chart: String,
        /// In a text alternative: some days are withheld.
        alt_days: String,
        /// In a text alternative: all days of `{label}` are withheld.
        alt_none: String,
        /// Paragraph of the method chapter: `{mark}`, `{limit}`.
        method: String,
    }
}
