//! Tables and numbers as Markdown.

/// Prints a table with a title.
pub(crate) fn print(title: &str, heads: &[&str], rows: &[Vec<String>]) {
    println!("### {title}\n");
    println!("| {} |", heads.join(" | "));
    println!("|{}", " --- |".repeat(heads.len()));
    for row in rows {
        println!("| {} |", row.join(" | "));
    }
    println!();
}

/// The middle of some numbers.
pub(crate) fn median(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.into_iter().collect();
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    match numbers.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => numbers[middle],
        _ => f64::midpoint(numbers[middle - 1], numbers[middle]),
    }
}

/// A number with as many decimals as it needs to be told from its neighbours.
pub(crate) fn number(value: f64) -> String {
    match value {
        value if value.is_nan() => "—".to_owned(),
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.2}"),
    }
}
