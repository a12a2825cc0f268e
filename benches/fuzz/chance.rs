//! Numbers that look like chance and are the same in every run.

/// A row of such numbers.
pub(crate) struct Chance(u64);

impl Chance {
    /// The row of a case.
    pub(crate) fn of(seed: u64, number: u64) -> Self {
        let mut chance = Self(
            seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number.wrapping_mul(0xd134_2543_de82_ef95),
        );
        chance.next();
        chance
    }

    /// The next number.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        let mixed = (self.0 >> 29) ^ self.0;
        mixed.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    /// A number below a bound; 0 where there is none.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next()).unwrap_or_default().checked_rem(bound).unwrap_or_default()
    }

    /// One of some things.
    pub(crate) fn one<T: Copy>(&mut self, things: &[T]) -> T {
        let at = self.below(things.len());
        *things.get(at).expect("there is one")
    }
}
