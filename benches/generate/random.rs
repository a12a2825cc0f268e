//! Random numbers that are the same on every machine and in every run.

/// A generator after Marsaglia's xorshift, with the multiplication of Vigna.
pub(crate) struct Random(u64);

impl Random {
    /// The generator of a unit: its numbers don't depend on how many other units there are.
    pub(crate) fn of(unit: usize) -> Self {
        // Neighbouring seeds must not begin alike, so the unit's number is scattered first (splitmix64).
        let mut seed = (unit as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        seed = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        seed = (seed ^ (seed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Self((seed ^ (seed >> 31)) | 1)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn within(&mut self, low: i64, high: i64) -> i64 {
        let span = (high - low + 1) as u64;
        low + (self.next() % span) as i64
    }

    /// True in so many of a hundred cases.
    pub(crate) fn chance(&mut self, percent: i64) -> bool {
        self.within(1, 100) <= percent
    }

    /// One of some.
    pub(crate) fn one<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.within(0, choices.len() as i64 - 1) as usize]
    }

    /// The numbers below `count` in another order.
    pub(crate) fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for last in (1..count).rev() {
            order.swap(last, self.within(0, last as i64) as usize);
        }
        order
    }

    /// The next 64 bits.
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }
}
