//! How a draft finds what it proposes: every test with its threshold, from the constants of the rules, and its source.

use super::evidence::tenths;
use crate::finding::Said;
use crate::rules::{
    CARRIED_PERCENT, CAUSE_PERCENT, CHANGE_TENTHS, CONCENTRATED_KEYS, CONCENTRATED_PERCENT, DRILLED_KEYS,
    EVENT_SIZE_TENTHS, EVENT_TENTHS, FEWEST_DISTINCT, FLAT_PERCENT, MAD_TEN_THOUSANDTHS, MAJORITY_PERCENT,
    MIN_BASE, NORMAL_QUARTERS, NORMAL_TENTHS, SCOPES_PERCENT, SHIFT_DAYS, SLOW_DAYS, SPIKE_SIZE_TENTHS,
    SURVEYED_KEYS, SWING_PERCENT, SWINGS, TREND_PERCENT, TREND_Z_THOUSANDTHS, WEIGHT_PERMILLE, WINDOW_DAYS,
};
use crate::said;

/// The paragraphs of the method.
pub(super) fn method() -> Vec<Said> {
    let (change, beside) = (tenths(CHANGE_TENTHS, 10), tenths(EVENT_TENTHS, 10));
    let size = tenths(EVENT_SIZE_TENTHS, 10);
    let (times, z) = (tenths(SPIKE_SIZE_TENTHS, 10), tenths(TREND_Z_THOUSANDTHS, 1000));
    let (normal, deviation) = (tenths(NORMAL_TENTHS, 10), tenths(MAD_TEN_THOUSANDTHS, 10_000));
    let [fewest, most] = NORMAL_QUARTERS;
    let (weight, far) = (tenths(WEIGHT_PERMILLE, 10), tenths(2 * CHANGE_TENTHS, 10));
    vec![
        said!(
            "読むもの：データごとに、パケットの多い順に{SURVEYED_KEYS}件までの宛先ポートと送信元地域の日ごとの値（国内、海外、文字列の列に値のあるもの）。稼働中のセンサーの半数以上が観測できた日だけを、センサー1台あたりで使います。{MIN_BASE}パケットに満たない項目は読みません。要因とセンサーは、差の大きい{DRILLED_KEYS}件までを調べます。",
            "What is read: the daily values of up to {SURVEYED_KEYS} destination ports and source regions of each source, by packets: at home, overseas, and with a value in a text column. Days count on which at least half of the sensors in service were observed, per sensor. Keys under {MIN_BASE} packets are not read. Causes and sensors are looked up for the {DRILLED_KEYS} largest."
        ),
        said!(
            "出来事：値の平方根の2倍（Anscombe 1948）の系列に、前後の平均の差が標準偏差の{change}倍を超える変化点を探します（Wild binary segmentation、Fryzlewicz 2014の考え方。区間は乱数でなく、Kovács・Bühlmann・Li・Munk 2023の決まったもの。差の見える最も狭い区間を採ります：Baranowski・Chen・Fryzlewicz 2019）。標準偏差は、日々の差の中央値から求め（Hampel 1974）、計数の揺らぎを下回りません。両側より高いか低い区間が一時的な増減（地形の突出度の大きい順）、{SHIFT_DAYS}日以内に移ったまま期末まで続くものが水準の変化です。前後の{size}倍以上か{size}分の1以下で、{MIN_BASE}パケット以上違うものだけを挙げます。両側の日は、標準偏差の{beside}倍（Iglewicz・Hoaglin 1993）を超える間、出来事に含めます。ゆるやかに始まるか終わるもの（半ばの高さまで{SLOW_DAYS}日以上）の最初と最後の日は、水準と傾きの二つの線を最小二乗で当てはめた折れ目です（Hinkley 1969、1971）。一つの水準から別の水準への段差のほうがよく合えば、段差とします。",
            "Events: on twice the square roots of the values (Anscombe 1948), change points at which the means before and after differ by more than {change} deviations (after wild binary segmentation, Fryzlewicz 2014, on the fixed intervals of Kovács, Bühlmann, Li and Munk 2023, the narrowest that shows it: Baranowski, Chen and Fryzlewicz 2019). The deviation is that of the median of daily steps (Hampel 1974), and never below that of counts. What lies above or below both sides is a burst or a drop, the most prominent first; what reaches another level within {SHIFT_DAYS} days and keeps it is another level. It must have {size} times the level around or one part in {size} of it, and {MIN_BASE} packets more or fewer. Days beside it belong to it while they lie beyond {beside} deviations (Iglewicz and Hoaglin 1993). What comes or goes slowly ({SLOW_DAYS} days or more to half of its height) begins or ends where a level and a slope, fitted by least squares, meet (Hinkley 1969, 1971), unless a step fits better."
        ),
        said!(
            "傾向：10位までの項目で、Mann–Kendall検定（Mann 1945、Kendall 1975）の|Z|が{z}を超え、期初と期末の{WINDOW_DAYS}日間の差も同じ向きに{FLAT_PERCENT}%以上あるものです。11位以下の項目では、差が{TREND_PERCENT}%以上あるものだけを挙げます。7日間移動平均が中央値の{SWING_PERCENT}%以上の上下を{SWINGS}回以上繰り返す項目では、全体から外れた日だけを出来事とします。",
            "Trends: of keys to rank 10, |Z| of Mann and Kendall (1945, 1975) above {z}, and the first and last {WINDOW_DAYS} days at least {FLAT_PERCENT}% apart the same way; of keys beyond that rank, {TREND_PERCENT}% apart. Where the 7-day mean rises and falls by {SWING_PERCENT}% of the median {SWINGS} times or more, only days that stand out of all of it are events."
        ),
        said!(
            "要因：同じ日の、通常との差を、ポートと地域とセンサーに分けます。{CAUSE_PERCENT}%以上を占め、通常の割合の{times}倍以上か過半のものを大きい順に、合わせて{MAJORITY_PERCENT}%以上になるときだけ要因とします（説明力と意外さで選ぶAdtributor、Bhagwanほか 2014の考え方）。{CARRIED_PERCENT}%を超える1台か1日があれば、傾向や広い範囲の増減とは書きません。3分の1以下の台数で{CARRIED_PERCENT}%を超えるときは、一部に偏っていると書きます。国内の項目では、海外のセンサーの同じ日の値も、通常の日と比べます。多くの地域やポートに広がるものは全体で述べ、その小さな一部は繰り返しません。",
            "Causes: what lies beyond the usual in the same days, by port, region and sensor. Those with {CAUSE_PERCENT}% or more, and {times} times their usual part or most of all, are causes, the largest first, where they have {MAJORITY_PERCENT}% together (explanatory power and surprise, after Adtributor, Bhagwan and others 2014). What one sensor or one day has more than {CARRIED_PERCENT}% of is told as no trend and as nothing widespread; what a third of the sensors or fewer have as much of, as seen by some. What is seen at home is set against the same days overseas. What is spread over many is told as a whole, and not of each small part again."
        ),
        said!(
            "確からしさ：しきい値から十分に離れていること（出来事は標準偏差の{far}倍、傾向は{SWING_PERCENT}%）、1台に偏らず欠けた日もないこと、同じ日の全体の{weight}%以上であること。三つとも満たせば「強い」、二つなら「中くらい」、ほかは「弱い」です。",
            "Evidence: far beyond the threshold (an event {far} deviations, a trend {SWING_PERCENT}%); neither of one sensor nor of days with sensors out; at least {weight}% of all packets in these days. All three: strong. Two: fair. Else weak."
        ),
        said!(
            "集中は上位{CONCENTRATED_KEYS}件で{CONCENTRATED_PERCENT}%以上、国内と海外の違いは{SCOPES_PERCENT}%以上、過半は{MAJORITY_PERCENT}%超です。前四半期のデータでも同じときは、目新しくないものとして最後に置きます。出典を示していないしきい値は、この下読みで決めたものです。",
            "Concentration: {CONCENTRATED_PERCENT}% by the first {CONCENTRATED_KEYS}. Home and overseas: {SCOPES_PERCENT}% apart. Most: more than {MAJORITY_PERCENT}%. What was so in the previous quarter's data, too, comes last. Thresholds without a source are the house's own."
        ),
        said!(
            "前の四半期との比較：傾向と推移の型は、前四半期の日ごとの値を同じ検定で判定し、すべて同じなら「引き続き」、どれも当てはまらなかったなら「みられなかった」とします（前四半期の半分以上の日が観測できたときだけ）。表に載る項目は、直前の{fewest}四半期以上のデータがそろっていれば（最大{most}四半期）、センサー1台あたりの日ごとの値の中央値にMADの{deviation}倍の{normal}倍を加減した通常の範囲（Hampel 1974、Leys・Ley・Klein・Bernard・Licata 2013）と比べます。観測できた日の半数を超えて外れ、四半期の中央値が{FLAT_PERCENT}%以上離れているものを挙げます。センサーへの偏りは、それぞれのセンサーのこれまでの平均との差で調べます。",
            "Quarters before: trends and courses of the previous quarter are told from its days by the same tests: all the same, it goes on; nothing of it so, it is new (where half of its days were observed). Keys of the tables are set against the normal range of the quarters before, where {fewest} or more are held in a row (up to {most}): the median of the daily values a sensor less and plus {normal} times {deviation} MADs (Hampel 1974; Leys, Ley, Klein, Bernard and Licata 2013). Told is what lies outside it on more than half of the valid days, its median {FLAT_PERCENT}% or more away. Whether one sensor carries it is told by what each has beyond its own mean before."
        ),
    ]
}

/// The paragraph on distinct counts, where they were compared.
pub(super) fn distinct() -> Said {
    let times = tenths(SPIKE_SIZE_TENTHS, 10);
    said!(
        "重複を除いた数（送信元の数など）：出来事のパケットと同じ単位で数えた測定値があれば、その間の日ごとの数の中央値を、通常の日の中央値と比べます。足し合わせも平均もできない数なので、偶数の日の中央値は中央の二つの小さいほうです。{times}倍以上か{times}分の1以下なら増減、差が{SWING_PERCENT}%未満なら変わらない、その間なら何ともいえないとします。どちらの中央値も{FEWEST_DISTINCT}に満たなければ比べません（25で1.5倍は、計数の標準偏差である平方根の2.5倍に当たります）。これらのしきい値は、突発的な増加と推移の判定の値に合わせた、teitenの取り決めです。1台のセンサーか1日に偏る出来事では、文にしません。",
        "Distinct counts, such as numbers of sources: where a measure counts them by the very rows of an event's packets, the median of its days is set against that of its usual days. They can be neither added nor averaged, so the median of an even number of days is the lower of the two in the middle. From {times} times or one part in {times} on they are more or fewer, less than {SWING_PERCENT}% apart they are alike, and in between nothing is said. Where neither median reaches {FEWEST_DISTINCT} they are not compared (at 25, 1.5 times lies 2.5 deviations of a count, its square root, beyond it). These thresholds are the house's own choice, taken from those of spikes and courses. Of what one sensor or one day has, no sentence is made."
    )
}
