//! 四舍五入的尾差

use crate::check::evidence::Evidence;
use crate::check::rules::control::{derived, parts_of_code, printed};
use crate::check::three_public::items;
use crate::check::verdict::Verdict;
use crate::figures::ledger::{Ledger, Part, Under};
use crate::figures::operating::public_basic;
use crate::model::amount::Money;
use crate::model::form::Precision;
use crate::model::fund::{FiscalFund, Fund};
use crate::model::place::{Located, Place};
use crate::problem::Problem;

/// R0405 hint：四舍五入以后，印出的合计数与决算系统打印的相同
///
/// 写了 rounded-to 的，[control] 中的数与由各行得出的，差在舍入的尾差以内不是错误；但两个数照这个格式的单位和小数位印出来不一样的，列在一条提示里，说明报告印哪一个。
///
/// 为什么：由四舍五入的数相加，合计的末位可能与决算系统按元计算后再舍入的不同，公开后会被问到（常见差错 21：账表、批复、公开三者不一）。
///
/// 例：三行收入各舍入到 100 元，相加 2338.51 万元，决算系统打印 2338.50 万元。报告印 2338.51 万元。
///
/// 怎么办：有精确到分的数的，改填精确的数，去掉 rounded-to；没有的，不必处理，公开后被问到时说明是四舍五入的尾差。
pub(super) fn control_as_printed(evidence: &Evidence<'_>) -> Verdict {
    let control = evidence.control()?;
    if evidence.year().rounded_to.is_none() {
        return Ok(Vec::new());
    }
    let totals = control.totals.iter().map(|(total, written)| {
        let (name, ours) = (evidence.name_of(&total.named()), derived(evidence, *total));
        Pair::of(name, *written, ours.value, || {
            evidence.tolerance(|ledger| ours.made.leaves(ledger))
        })
    });
    let cells = control.rows.iter().flat_map(|row| {
        printed(row).into_iter().map(move |(column, name, written)| {
            let rows = parts_of_code(evidence.ledger(), row, column);
            let ours = rows.iter().map(|row| row.value).sum();
            let name = format!("{} {name}", row.code.value);
            Pair::of(name, written, ours, || {
                evidence.tolerance(|ledger| parts_of_code(ledger, row, column))
            })
        })
    });
    let precision = evidence.layout.style.form().precision;
    let tails: Vec<Pair> = totals.chain(cells).filter(|pair| pair.shows(precision)).collect();
    let told = |tail: &Pair| {
        let [theirs, ours] = [tail.theirs.value, tail.ours].map(|amount| precision.text(amount));
        (tail.theirs.place, format!("{}：决算系统打印 {theirs}，报告印 {ours}", tail.name))
    };
    let headline = match tails.as_slice() {
        [] => return Ok(Vec::new()),
        [tail] => format!("四舍五入的尾差：{}", told(tail).1),
        tails => format!("四舍五入的尾差：{} 个数，报告印的与决算系统打印的不同", tails.len()),
    };
    let mut finding = Problem::finding(headline).about("control");
    finding.places.extend(tails.iter().map(told));
    Ok(vec![
        finding
            .help("有精确到分的数的，请改填精确的数；没有的不必处理，被问到时说明是四舍五入的尾差"),
    ])
}

/// R0213 hint：四舍五入以后，同一个数由两处得出的，印出来相同
///
/// 写了 rounded-to 的，同一个数在两处差在舍入的尾差以内不是错误，报告只印其中一个；但两个数照这个格式的单位和小数位印出来不一样的，给一条提示，说明印的是哪一个：一般公共预算基本支出、项目支出印按功能分类相加的，写了的机关运行经费、“三公”各项决算数印按经济分类相加的。
///
/// 为什么：同一笔支出按两种分类列示，又在几处写到（勾稽 6、14、16、17），由四舍五入的数相加，末位可能不同，读者会看出来。
///
/// 例：功能分类的基本支出共 2336.92 万元，经济分类相加 2336.94 万元。两处的合计都印 2336.92 万元。
///
/// 怎么办：有精确到分的数的，改填精确的数，去掉 rounded-to；没有的，不必处理。
pub(super) fn sources_as_printed(evidence: &Evidence<'_>) -> Verdict {
    if evidence.year().rounded_to.is_none() {
        return Ok(Vec::new());
    }
    let precision = evidence.layout.style.form().precision;
    let tails = by_two_classifications(evidence).into_iter().chain(written_again(evidence));
    let findings = tails.filter(|tail| tail.pair.shows(precision)).map(|tail| {
        let Tail { pair, path, source, own_source, own_place } = tail;
        let [theirs, ours] = [pair.theirs.value, pair.ours].map(|amount| precision.text(amount));
        let name = pair.name;
        Problem::finding(format!(
            "四舍五入的尾差：{name}，{source} {theirs}，{own_source} {ours}，报告印 {ours}"
        ))
        .about(path)
        .at(pair.theirs.place, format!("{source} {theirs}"))
        .at(own_place, format!("{own_source} {ours}"))
        .help("有精确到分的数的，请改填精确的数；没有的不必处理")
    });
    Ok(findings.collect())
}

/// Basic and project expenditure of the general budget by section, and by function, as it is printed.
fn by_two_classifications(evidence: &Evidence<'_>) -> Vec<Tail> {
    let year = evidence.year();
    let Some(first) = year.economic.first() else { return Vec::new() };
    let total = &evidence.figures.statements[FiscalFund::General].total;
    let economic = &evidence.figures.economic;
    let (personnel, public) = (&economic.personnel, &economic.public);
    let natures = [
        ("基本支出", Part::Basic, total.basic, personnel.basic + public.basic),
        ("项目支出", Part::Project, total.project, personnel.project + public.project),
    ];
    let tail = |(what, part, by_function, by_section)| {
        let both = |ledger: &Ledger<'_>| {
            let by_function = ledger.spent(&[Fund::General], part, Under::All);
            [by_function, ledger.sections(part, |_| true)].concat()
        };
        let (name, sections) =
            (format!("一般公共预算{what}"), Located::new(by_section, first.place));
        Tail {
            pair: Pair::of(name, sections, by_function, || evidence.tolerance(both)),
            path: "economic".to_owned(),
            source: "按经济分类相加",
            own_source: "按功能分类相加",
            own_place: evidence.first_of(Fund::General),
        }
    };
    natures.into_iter().map(tail).collect()
}

/// The operating expense and the “三公” figures that were written, and those that the sections come to, which are
/// printed.
fn written_again(evidence: &Evidence<'_>) -> Vec<Tail> {
    let year = evidence.year();
    let Some(first) = year.economic.first() else { return Vec::new() };
    let mut tails = Vec::new();
    let expense = &evidence.figures.operating_expense;
    if let Some(written) = year.operating_expense.filter(|_| expense.applies) {
        tails.push(Tail {
            pair: Pair::of("机关运行经费".to_owned(), written, expense.amount, || {
                evidence.tolerance(public_basic)
            }),
            path: "operating-expense".to_owned(),
            source: "写的是",
            own_source: "按经济分类相加",
            own_place: first.place,
        });
    }
    for item in items(evidence) {
        let Some(written) = item.written.outturn else { continue };
        let own_place = item.rows(evidence).next().map_or(first.place, |row| row.place);
        tails.push(Tail {
            pair: Pair::of(
                format!("{}决算数", item.name),
                written,
                item.figures.outturn,
                || evidence.tolerance(|ledger| item.parts(ledger)),
            ),
            path: format!("three-public.{}.final", item.item.key()),
            source: "写的是",
            own_source: "按经济分类相加",
            own_place,
        });
    }
    tails
}

/// One figure from two sources in the data.
struct Tail {
    /// Both.
    pair: Pair,
    /// The field of the one that is not printed.
    path: String,
    /// What that one is.
    source: &'static str,
    /// What the one is that is printed.
    own_source: &'static str,
    /// Where the latter stands.
    own_place: Place,
}

/// One figure that is known twice.
struct Pair {
    /// What it is.
    name: String,
    /// The one that is not printed.
    theirs: Located<Money>,
    /// The one that is printed.
    ours: Money,
    /// Whether rounding explains the difference.
    is_near: bool,
}

impl Pair {
    /// Two amounts and by how much rounding may put them apart.
    fn of(
        name: String,
        theirs: Located<Money>,
        ours: Money,
        within: impl FnOnce() -> Money,
    ) -> Self {
        let difference = (theirs.value - ours).abs();
        let is_near = !difference.is_zero() && difference <= within();
        Self { name, theirs, ours, is_near }
    }

    /// Whether rounding explains the difference, and a reader sees it.
    fn shows(&self, precision: Precision) -> bool {
        self.is_near && precision.printed(self.theirs.value) != precision.printed(self.ours)
    }
}
