//! Which characters a face can show, to be asked often.

use std::sync::OnceLock;

use typst::text::Coverage;

/// The characters of a face: where they begin and where they end, by turns. Typst keeps the lengths of the runs, which it
/// adds up from the first for every character that it is asked for.
#[derive(Debug, Default)]
pub(super) struct Reach(OnceLock<Vec<u32>>);

impl Reach {
    /// Whether a character is among those of the face with this coverage.
    pub(super) fn holds(&self, coverage: &Coverage, character: char) -> bool {
        let bounds = self.0.get_or_init(|| bounds(coverage));
        bounds.partition_point(|bound| *bound <= character as u32) % 2 == 1
    }
}

/// Where runs of characters begin and end, by turns.
fn bounds(coverage: &Coverage) -> Vec<u32> {
    let mut bounds: Vec<u32> = Vec::new();
    for character in coverage.iter() {
        match bounds.last_mut() {
            Some(end) if *end == character => *end += 1,
            _ => bounds.extend([character, character + 1]),
        }
    }
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The answer is Typst's, at both ends of every run and beside them.
    #[test]
    fn a_face_holds_what_it_covers() {
        for covered in [vec![], vec![0], vec![0, 1, 3], vec![0x4e00, 0x4e01, 0x9fa5, 0x2_a6d6]] {
            let coverage = Coverage::from_vec(covered.clone());
            let reach = Reach::default();
            let near = covered.iter().flat_map(|c| [c.saturating_sub(1), *c, c + 1]);
            for character in near.chain([0, 5, 0x4e02, 0x10_ffff]).filter_map(char::from_u32) {
                let wanted = coverage.contains(character as u32);
                assert_eq!(reach.holds(&coverage, character), wanted, "{covered:x?} {character:?}");
            }
        }
    }
}
