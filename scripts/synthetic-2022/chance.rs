//! Chance that is the same everywhere: a seed goes in, numbers come out.
//!
//! Only sums, products, quotients and square roots are used, which IEEE 754 rounds the same way on every
//! machine; no logarithm, no exponential. It knows nothing of packets.

/// The seed of the whole sample. Another one gives another sample with the same planted events.
pub const SEED: u64 = 20_221_231;

/// Most trials of the binomial that stands for small counts.
const TRIALS: f64 = 32.0;

/// SplitMix64 (Steele, Lea and Flood, 2014): one addition and a mix a number.
pub struct Chance(u64);

impl Chance {
    /// A stream of numbers of its own for every place: what one place draws does not move another's numbers.
    pub fn at(seed: u64, place: [u64; 4]) -> Self {
        let mut state = seed;
        for part in place {
            state = mix(state.wrapping_add(part.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        }
        Self(state)
    }

    /// The next number, evenly from 0 to below 1, in steps of 2⁻⁵³.
    pub fn even(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        (mix(self.0) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number around 0 with deviation 1, never beyond ±3.5: the sum of four even ones.
    pub fn bell(&mut self) -> f64 {
        let sum = self.even() + self.even() + self.even() + self.even();
        (sum - 2.0) * 3.0_f64.sqrt()
    }

    /// A factor around 1 with this deviation.
    pub fn around_one(&mut self, deviation: f64) -> f64 {
        1.0 + deviation * self.bell()
    }

    /// A count with this mean: a binomial of 32 trials where the mean is small, else a rounded bell.
    pub fn count(&mut self, mean: f64) -> i64 {
        if mean < TRIALS / 2.0 {
            return self.few(mean);
        }
        (mean + mean.sqrt() * self.bell() + 0.5).max(0.0) as i64
    }

    /// Inversion of the binomial distribution: one even number a count.
    fn few(&mut self, mean: f64) -> i64 {
        let odds = mean / TRIALS;
        let mut chance = 1.0 - odds;
        for _ in 0..5 {
            chance *= chance;
        }
        let (mut left, mut count) = (self.even(), 0.0);
        while left > chance && count < TRIALS {
            left -= chance;
            count += 1.0;
            chance *= (TRIALS + 1.0 - count) / count * odds / (1.0 - odds);
        }
        count as i64
    }
}

/// The finaliser of SplitMix64.
fn mix(mut state: u64) -> u64 {
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}
