//! Figures as floating-point numbers: only to tell what is far off from what has to be compared exactly.

use rust_decimal::Decimal;

/// About a figure and what its last digit counts in.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::check) struct About {
    /// The figure.
    pub(in crate::check) value: f64,
    /// What its last digit counts in.
    pub(in crate::check) step: f64,
}

impl About {
    /// About a figure.
    pub(in crate::check) fn new(value: Decimal, step: Decimal) -> Self {
        Self { value: rough(value), step: rough(step) }
    }

    /// How far off another figure may be at most, if that one's step is no wider than `step`.
    pub(in crate::check) fn reach(self, step: f64) -> f64 {
        (self.step + step) * 1.01 + self.value.abs() * 1e-9
    }

    /// Whether figures differ by more than their steps, whatever was lost on the way from their digits.
    pub(in crate::check) fn is_far_from(self, other: Self) -> bool {
        (self.value - other.value).abs() > self.reach(other.step)
    }
}

/// About a number.
fn rough(value: Decimal) -> f64 {
    /// How many decimals have their power of ten in the list.
    const POWERS: [f64; 9] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];
    let mantissa = value.mantissa();
    let whole = i64::try_from(mantissa).map_or(mantissa as f64, |mantissa| mantissa as f64);
    let power = usize::try_from(value.scale()).ok().and_then(|scale| POWERS.get(scale));
    whole / power.copied().unwrap_or_else(|| 10_f64.powf(value.scale().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rough_but_near() {
        for text in ["0", "12.5", "-416868418.19", "0.0000000001", "79228162514264337593543950335"]
        {
            let exact: f64 = text.parse().unwrap();
            let about = rough(text.parse().unwrap());
            assert!((about - exact).abs() <= exact.abs() * 1e-12, "{text}: {about}");
        }
    }

    #[test]
    fn figures_are_far_apart_beyond_their_steps() {
        let about =
            |value: &str, step: &str| About::new(value.parse().unwrap(), step.parse().unwrap());
        assert!(!about("840000", "10000").is_far_from(about("840058.50", "0")));
        assert!(about("840060", "1").is_far_from(about("840058.50", "0")));
        assert!(!about("66.64", "0.01").is_far_from(about("66.636", "0.001")));
    }
}
