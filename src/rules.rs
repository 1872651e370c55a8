//! Every constant of the rules of the numbers. The method chapter of a report prints them from here.

/// A previous rank is printed as a number up to this one; beyond it the words for "outside" stand.
pub const PREVIOUS_RANK_SHOWN: u32 = 10;

/// The first and the last so many valid days of a quarter are compared (期初 and 期末).
pub const WINDOW_DAYS: usize = 10;

/// A day is valid when observed sensors × 2 ≥ the scope's sensors in service: at least one half.
pub const VALID_DAY_HALVES: u32 = 2;

/// Fewer packets than this, in either of two periods, are too few to speak of a change.
pub const MIN_BASE: i64 = 100;

/// Below this many percent, up or down, a change is "nearly flat" (ほぼ横ばい).
pub const FLAT_PERCENT: i128 = 5;

/// From this many percent a rise is told in multiples (倍) and a fall as "nearly gone" (ほぼなくなった).
pub const MULTIPLE_PERCENT: i128 = 95;

/// A value so many thousandths or fewer from where its words change is told to the editor: half a percentage point.
pub const NEAR_PERMILLE: i128 = 5;

/// Series are drawn with so many styles told apart by dash and colour; a chart with more lines is refused.
pub const SERIES_STYLES: usize = 8;

/// Values of a series that is a mean are integers of so many parts of one packet.
pub const MEAN_PARTS: i64 = 1000;

/// What the first-ranked key's mean is in an index of whole numbers. A value is told only where one packet is at most
/// one of it: else the gaps between values would tell how many packets one is.
pub const INDEX_BASE: i64 = 100;

/// Beside an index a share is told in so many parts, and only of a total that is no smaller.
pub const INDEX_SHARE_PARTS: i64 = 1000;

/// Beside an index a change is told in so many parts, since finer ones can tell packets.
pub const INDEX_CHANGE_PARTS: i64 = 100;

/// Rows of one plan may be told apart by at most so many filters.
pub const FILTERS: usize = 64;

/// A trend of daily values is significant where the statistic Z of Mann and Kendall lies beyond so many thousandths,
/// up or down: the two-sided level of one percent. (H. B. Mann, "Nonparametric tests against trend", Econometrica 13,
/// 1945; M. G. Kendall, "Rank Correlation Methods", 1975, for the correction of ties.)
pub const TREND_Z_THOUSANDTHS: i128 = 2_576;

/// Values are steady (ほぼ一定) where the median of their distances from their median, the MAD, is at most so many
/// percent of that median. (The MAD as the measure of scatter that outliers do not move: F. R. Hampel, "The influence
/// curve and its role in robust estimation", Journal of the American Statistical Association 69, 1974.)
pub const STEADY_PERCENT: i128 = 10;

/// Rises and falls are counted on means of so many days, so that days of the week are none.
pub const SMOOTH_DAYS: usize = 7;

/// The mean swings where it rises or falls by so many percent of the median.
pub const SWING_PERCENT: i128 = 20;

/// Values rise and fall repeatedly (増減を繰り返す) from so many swings in turn on: three up and three down.
pub const SWINGS: usize = 6;

/// The MAD times so many ten-thousandths estimates a standard deviation where values scatter normally.
pub const MAD_TEN_THOUSANDTHS: i128 = 14_826;

/// A day lies in a spike (突発的な増加) where it is more than so many tenths of that deviation above the median.
/// (Three and a half: B. Iglewicz, D. C. Hoaglin, "How to Detect and Handle Outliers", ASQC Quality Press, 1993.)
pub const SPIKE_TENTHS: i128 = 35;

/// A day in a spike has at least so many tenths of the median, and [`MIN_BASE`] packets.
pub const SPIKE_SIZE_TENTHS: i128 = 15;

/// Distinct counts are not compared where their larger median is below this. (The house's own choice: from 25 on, half
/// as many again lies two and a half deviations of a count, which is its square root, beyond it.)
pub const FEWEST_DISTINCT: i64 = 25;

/// More days in a row than this are no spike but another level.
pub const SPIKE_DAYS: usize = 14;

/// A level of days changes where the days before and after differ by more than so many tenths of the deviation of a
/// day. (1.3 √(2 ln n) for one series of n days, which is 3.9 for a quarter: P. Fryzlewicz, "Wild binary segmentation for
/// multiple change-point detection", Annals of Statistics 42, 2014; more here, since an edition looks at several
/// hundred series.)
pub const CHANGE_TENTHS: i128 = 55;

/// Days beside an event belong to it as long as they lie more than so many tenths of that deviation beyond the level
/// around. (Two and a half, as in the table of "How to Detect and Handle Outliers", above.)
pub const EVENT_TENTHS: i128 = 25;

/// An event has at least so many tenths of the level around, or one part in as many: what is less stands within the
/// usual ups and downs of a week. (The house's own measure; that it is no accident is the change points' to say.)
pub const EVENT_SIZE_TENTHS: i128 = 13;

/// What takes so many days or more to half of its height begins slowly: its first day is where its slope leaves the
/// level, since the days that can be told apart from the level come later. (A week, so that the ups and downs of one are
/// no slope.)
pub const SLOW_DAYS: usize = 7;

/// What rises from less than one part in so many of its height, above the level around, is an event of its own and not
/// the top of a wider one.
pub const STEEP_PARTS: i128 = 4;

/// Another level is reached within so many days; what takes longer is a trend.
pub const SHIFT_DAYS: usize = 14;

/// A first read of a quarter reads the days of so many first keys of each ranking: all that are told apart in practice.
pub const SURVEYED_KEYS: usize = 400;

/// What lies beneath keys is looked up for so many of them, so that one plan holds their filters ([`FILTERS`]) beside those
/// of the rows that tables print: there is no third round.
pub const DRILLED_KEYS: usize = 40;

/// A key with fewer percent of a change than this is not named as its cause. (What explains little is left out:
/// R. Bhagwan and others, "Adtributor: Revenue Debugging in Advertising Systems", NSDI 2014; that it is a tenth is the
/// house's own measure.)
pub const CAUSE_PERCENT: i128 = 10;

/// No more keys than these are named as causes.
pub const CAUSES: usize = 6;

/// What is a smaller part of all packets of its days, in thousandths, is small. (The house's own measure: in a table of
/// whole percents it is told as nought.)
pub const WEIGHT_PERMILLE: i128 = 5;

/// A first read tells the trend of a key beyond the first ranks where its first and last days lie so many percent apart:
/// of so many keys some move a little by chance. (The house's own measure.)
pub const TREND_PERCENT: i128 = 50;

/// Home and overseas are told to differ in a first read where their means lie so many percent apart. (The house's own
/// measure.)
pub const SCOPES_PERCENT: i128 = 50;

/// A chart may show the range that is normal for its line, from so few or so many quarters before.
pub const NORMAL_QUARTERS: [i64; 2] = [4, 8];

/// The normal range reaches so many tenths of that deviation below and above the median of the daily values. (Two and a
/// half: C. Leys, C. Ley, O. Klein, P. Bernard, L. Licata, "Detecting outliers: Do not use standard deviation around the
/// mean, use absolute deviation around the median", Journal of Experimental Social Psychology 49, 2013.)
pub const NORMAL_TENTHS: i128 = 25;

/// A chart marks at most so many events, the largest: more words find no room beside each other.
pub const MARKED_EVENTS: usize = 5;

/// So many first keys are looked at for concentration.
pub const CONCENTRATED_KEYS: usize = 3;

/// They hold at least so many percent of all packets. (Where three have one half, competition law presumes that they
/// dominate: the German Gesetz gegen Wettbewerbsbeschränkungen, section 18, paragraph 6.)
pub const CONCENTRATED_PERCENT: i128 = 50;

/// A typed number of packets that is nearer than one part in so many to a value of its row was meant to be that value.
pub const NEAR_MISS_PARTS: i128 = 10;

/// From so many percent of a row's packets on, a single sensor or day carries it.
pub const CARRIED_PERCENT: i64 = 80;

/// A part holds most of a whole above so many percent of its packets.
pub const MAJORITY_PERCENT: i128 = 50;

/// A row turns on a day when so many days from it on and before it differ the most about that time.
pub const STEP_DAYS: usize = 3;

/// Among fewer sensors than these none can be told to stand out.
pub const FEWEST_SENSORS: usize = 3;

/// An inquiry asks no more days than these, a year: daily numbers of every key are kept for each.
pub const ASKED_DAYS: usize = 366;

/// A sentence that may be quoted names so many of the first keys.
pub const QUOTED_KEYS: u32 = 5;
