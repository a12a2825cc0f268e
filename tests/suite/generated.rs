//! Made-up data and settings that the program takes without an error, from nothing at all to large: a project a number.

use std::fmt::Write;

use crate::support::Sandbox;

/// The year of the reports.
pub(crate) const YEAR: u16 = 2024;

/// The layouts that come with the program.
pub(crate) const LAYOUTS: [&str; 3] = ["shanxi", "shanghai", "central"];

/// Numbers that look random and are the same for the same seed.
pub(crate) struct Dice(u64);

impl Dice {
    /// The numbers of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x2545_f491_4f6c_dd1d))
    }

    /// A number below a bound.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        let mixed = (self.0 >> 33) ^ self.0;
        mixed % bound.max(1)
    }

    /// Whether something happens that happens so many times in a hundred.
    fn happens(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of some things.
    fn one<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.below(of.len() as u64) as usize]
    }

    /// An amount in 元: nothing, a 分, or anything up to ten billions; negative where `negative` says so, now and then.
    fn amount(&mut self, negative: bool) -> String {
        let cents = match self.below(8) {
            0 => 0,
            1 => 1 + self.below(99),
            2 => 100 * self.below(10_000),
            3 => self.below(1_000_000_000_000),
            _ => self.below(1_000_000_000),
        };
        let sign = if negative && cents > 0 && self.happens(5) { "-" } else { "" };
        format!("{sign}{}.{:02}", cents / 100, cents % 100)
    }

    /// Words for a sentence or a paragraph: short, long, with marks that mean something elsewhere, or without a stop.
    fn words(&mut self) -> String {
        const PHRASES: [&str; 14] = [
            "人员正常晋级晋档",
            "新增项目",
            "压减支出，",
            "按照《预算法》第二十条",
            "#1标段*全部*完工",
            "$100$ <甲> [乙] @丙 _丁_ `戊`",
            "2024年9月20日",
            "（一）一是；二是。",
            "办公设备购置Printer A4 3台",
            "https://example.invalid/a?b=1&c=2#d",
            "上年结转资金在本年使用",
            "///* 注 */",
            "= 标题 - 列表 + 编号",
            "~12.6公里—98.5%",
        ];
        let count = match self.below(10) {
            0 => 40 + self.below(60),
            1 | 2 => 1,
            _ => 1 + self.below(6),
        };
        let unbroken = self.happens(4);
        let mut words = String::new();
        for _ in 0..count {
            let phrase = if unbroken { "A1b2C3d4E5f6G7h8" } else { self.one(&PHRASES) };
            words.push_str(phrase);
        }
        words
    }

    /// Words in quotes.
    fn quoted(&mut self) -> String {
        format!("{:?}", self.words()).replace("\\'", "'")
    }

    /// Several paragraphs in triple quotes.
    fn paragraphs(&mut self) -> String {
        let lines: Vec<String> = (0..=self.below(5)).map(|_| self.words()).collect();
        format!("'''\n{}\n'''", lines.join("\n"))
    }
}

/// Functional items of many classes.
const ITEMS: [&str; 24] = [
    "2010301", "2010302", "2010350", "2010399", "2050201", "2060702", "2070104", "2079999",
    "2080501", "2080505", "2080506", "2082602", "2101101", "2101103", "2110301", "2120303",
    "2130504", "2140104", "2150805", "2200106", "2210201", "2210203", "2240106", "2299999",
];
/// Items that the government fund pays.
const FUND_ITEMS: [&str; 4] = ["2120801", "2120803", "2120804", "2296002"];
/// Items that the state capital operating budget pays.
const CAPITAL_ITEMS: [&str; 2] = ["2230105", "2239999"];
/// Economic sections.
const SECTIONS: [&str; 22] = [
    "30101", "30102", "30103", "30108", "30113", "30199", "30201", "30202", "30207", "30212",
    "30213", "30217", "30228", "30231", "30239", "30299", "30302", "30305", "30905", "31002",
    "31013", "39908",
];
/// Names of units: short, long, with brackets, with letters.
const NAMES: [&str; 5] = [
    "青岚县图书馆",
    "青岚县农业农村局（县畜牧兽医中心、县农业综合行政执法大队）",
    "某省某市人力资源和社会保障局下属机关事业单位养老保险服务管理中心城东经济技术开发区分中心",
    "局",
    "ABC（本级）2号院服务中心",
];

/// Writes a project with the unit `unit`, whose data depend on the number alone.
pub(crate) fn project(seed: u64, layout: &str) -> Sandbox {
    let mut dice = Dice::new(seed);
    let sandbox = Sandbox::empty();
    let settings = format!(
        "year = {YEAR}\nlayout = \"{layout}\"\noutput = \"{{unit}}\"\npublished = 2025-09-20\n"
    );
    sandbox.write("juesuan.toml", settings.as_bytes());
    let size = [0, 1, 3, 8, 24][dice.below(5) as usize];
    let last = dice.below(4);
    sandbox.write("data/unit/unit.toml", unit(&mut dice, last == 0).as_bytes());
    let mut year = year(&mut dice, size);
    match last {
        0 => {}
        1 => {
            year.push_str("\n[prior]\n");
            comparison(&mut year, &mut dice, size, "prior.");
        }
        _ => {
            let mut text = format!("year = {}\ncomparison-only = true\n", YEAR - 1);
            comparison(&mut text, &mut dice, size, "");
            sandbox.write(&format!("data/unit/{}.toml", YEAR - 1), text.as_bytes());
        }
    }
    sandbox.write(&format!("data/unit/{YEAR}.toml"), year.as_bytes());
    let reports = if dice.happens(40) { 1 + dice.below(4) } else { 0 };
    for number in 0..reports {
        let text = evaluation(&mut dice, number);
        sandbox.write(&format!("data/unit/{YEAR}/{number:02}.toml"), text.as_bytes());
    }
    sandbox
}

/// `unit.toml`; a new unit has no earlier accounts.
fn unit(dice: &mut Dice, new: bool) -> String {
    let kind = dice.one(&["unit", "department"]);
    let nature = dice.one(&["administrative", "civil-service-managed", "institution"]);
    let mut text =
        format!("name = \"{}\"\nkind = \"{kind}\"\nnature = \"{nature}\"\n", dice.one(&NAMES));
    if new {
        writeln!(text, "established = {YEAR}").unwrap();
    }
    if dice.happens(70) {
        text.push_str("[profile]\n");
        for key in ["duties", "organization"] {
            if dice.happens(70) {
                writeln!(text, "{key} = {}", dice.paragraphs()).unwrap();
            }
        }
        if dice.happens(30) {
            let rows: Vec<String> = (0..=dice.below(30))
                .map(|number| {
                    format!("  {{ name = \"所属单位{number}\", note = {} }},", dice.quoted())
                })
                .collect();
            writeln!(text, "units = [\n{}\n]", rows.join("\n")).unwrap();
        }
        if dice.happens(30) {
            let words = [dice.quoted(), dice.quoted(), dice.quoted()];
            let [business, operating, other] = words;
            writeln!(
                text,
                "main-income = {{ business = {business}, operating = {operating}, other = {other} }}"
            )
            .unwrap();
        }
    }
    text
}

/// Some of a list, in its order: about so many.
fn some<'t>(dice: &mut Dice, of: &[&'t str], count: u64) -> Vec<&'t str> {
    let percent = (100 * count / of.len() as u64).min(100);
    of.iter().copied().filter(|_| dice.happens(percent)).collect()
}

/// Fields of a row with amounts, each there or not.
fn amounts(dice: &mut Dice, keys: &[&str]) -> String {
    let mut row = String::new();
    for key in keys {
        if dice.happens(60) {
            write!(row, ", {key} = {}", dice.amount(true)).unwrap();
        }
    }
    row
}

/// The year's own data, in every order of size and with every table there or not.
fn year(dice: &mut Dice, size: u64) -> String {
    let mut text = format!("year = {YEAR}\n");
    if dice.happens(30) {
        text.push_str("approved = 2025-09-01\n");
    }
    if dice.happens(20) {
        text.push_str("rounded-to = 100\n");
    }
    income_and_expenditure(&mut text, dice, size);
    if dice.happens(70) {
        text.push_str("budget = [\n");
        for (fund, codes) in [
            ("general", &ITEMS[..]),
            ("government-fund", &FUND_ITEMS),
            ("state-capital", &CAPITAL_ITEMS),
        ] {
            let mut codes: Vec<&str> = some(dice, codes, size.max(1));
            if fund == "general" && dice.happens(50) {
                codes = codes.iter().map(|code| &code[..3]).collect();
                codes.dedup();
            }
            for code in codes {
                let initial = dice.amount(false);
                writeln!(
                    text,
                    "  {{ code = \"{code}\", fund = \"{fund}\", initial = {initial} }},"
                )
                .unwrap();
            }
        }
        text.push_str("]\n");
    }
    carry_over(&mut text, dice);
    three_public(&mut text, dice);
    resources(&mut text, dice);
    performance(&mut text, dice);
    reasons(&mut text, dice);
    text
}

/// Income, expenditure, economic sections.
fn income_and_expenditure(text: &mut String, dice: &mut Dice, size: u64) {
    text.push_str("income = [\n");
    let own = ["general", "superior", "business", "operating", "affiliate", "other"];
    for (codes, keys) in [
        (&ITEMS[..], &own[..]),
        (&FUND_ITEMS, &["government-fund"]),
        (&CAPITAL_ITEMS, &["state-capital"]),
    ] {
        for code in some(dice, codes, size) {
            writeln!(text, "  {{ code = \"{code}\"{} }},", amounts(dice, keys)).unwrap();
        }
    }
    text.push_str("]\nexpenditure = [\n");
    let both = ["basic", "project"];
    let all = ["basic", "project", "to-superior", "operating", "to-affiliate"];
    for (fund, codes, keys) in [
        ("general", &ITEMS[..], &both[..]),
        ("non-fiscal", &ITEMS, &all),
        ("government-fund", &FUND_ITEMS, &both),
        ("state-capital", &CAPITAL_ITEMS, &both),
    ] {
        for code in some(dice, codes, size) {
            let row = amounts(dice, keys);
            writeln!(text, "  {{ code = \"{code}\", fund = \"{fund}\"{row} }},").unwrap();
        }
    }
    text.push_str("]\neconomic = [\n");
    for code in some(dice, &SECTIONS, size) {
        writeln!(text, "  {{ code = \"{code}\"{} }},", amounts(dice, &both)).unwrap();
    }
    text.push_str("]\n");
}

/// Opening balances.
fn carry_over(text: &mut String, dice: &mut Dice) {
    if !dice.happens(50) {
        return;
    }
    text.push_str("[carry-over]\nopening = [\n");
    for (fund, code) in [
        ("general", None),
        ("government-fund", Some("2120803")),
        ("state-capital", Some("2239999")),
        ("non-fiscal", None),
    ] {
        if dice.happens(50) {
            let code = code.map_or_else(String::new, |code| format!(", code = \"{code}\""));
            writeln!(text, "  {{ fund = \"{fund}\"{code}, amount = {} }},", dice.amount(true))
                .unwrap();
        }
    }
    let used = dice.amount(false);
    writeln!(text, "]\nsurplus-used = {used}\ndistribution = {}", dice.amount(true)).unwrap();
}

/// Budget, counts and words of “三公” expense.
fn three_public(text: &mut String, dice: &mut Dice) {
    if !dice.happens(70) {
        return;
    }
    text.push_str("[three-public]\n");
    let expense = |dice: &mut Dice, purpose: bool| {
        let mut row = format!("initial = {}", dice.amount(false));
        for key in ["full-year", "final"] {
            if dice.happens(30) {
                write!(row, ", {key} = {}", dice.amount(false)).unwrap();
            }
        }
        for key in if purpose { &["use", "reason"][..] } else { &["reason"] } {
            if dice.happens(60) {
                write!(row, ", {key} = {}", dice.quoted()).unwrap();
            }
        }
        row
    };
    for (key, counts) in [
        ("abroad", &["groups", "persons"][..]),
        ("vehicle-purchase", &["vehicles"]),
        ("vehicle-operation", &["vehicles"]),
    ] {
        if dice.happens(70) {
            let mut row = expense(dice, true);
            for count in counts {
                write!(row, ", {count} = {}", dice.below(40)).unwrap();
            }
            writeln!(text, "{key} = {{ {row} }}").unwrap();
        }
    }
    if dice.happens(70) {
        let mut row = expense(dice, false);
        for (key, amount) in [("domestic", false), ("foreign-guests", true), ("overseas", true)] {
            if dice.happens(60) {
                let amount = if amount {
                    format!("amount = {}, ", dice.amount(false))
                } else {
                    String::new()
                };
                let (batches, persons) = (dice.below(300), dice.below(9_000));
                let purpose = dice.quoted();
                write!(row, ", {key} = {{ {amount}batches = {batches}, persons = {persons}, use = {purpose} }}")
                    .unwrap();
            }
        }
        writeln!(text, "reception = {{ {row} }}").unwrap();
    }
}

/// Procurement and assets.
fn resources(text: &mut String, dice: &mut Dice) {
    if dice.happens(60) {
        text.push_str("[procurement]\n");
        for key in ["goods", "works", "services", "small-and-medium", "small-and-micro"] {
            if dice.happens(70) {
                writeln!(text, "{key} = {}", dice.amount(false)).unwrap();
            }
        }
        if dice.happens(40) {
            text.push_str("[procurement.reserved]\n");
            for key in [
                "small-and-medium",
                "small-and-micro",
                "won-small-and-medium",
                "won-small-and-micro",
                "won-other",
            ] {
                if dice.happens(70) {
                    writeln!(text, "{key} = {}", dice.amount(false)).unwrap();
                }
            }
        }
    }
    if dice.happens(60) {
        let kinds = [
            "deputy-ministerial",
            "principal-official",
            "confidential",
            "emergency",
            "law-enforcement",
            "special",
            "retired",
            "other",
        ];
        let vehicles: Vec<String> =
            some(dice, &kinds, 4).iter().map(|kind| format!("{kind} = {}", kind.len())).collect();
        let equipment = dice.below(200);
        writeln!(
            text,
            "[assets]\nequipment = {equipment}\nvehicles = {{ {} }}",
            vehicles.join(", ")
        )
        .unwrap();
        if dice.happens(50) {
            writeln!(text, "other-use = {}", dice.quoted()).unwrap();
        }
    }
}

/// The disclosure of performance in each of its forms.
fn performance(text: &mut String, dice: &mut Dice) {
    if !dice.happens(70) {
        return;
    }
    text.push_str("[performance]\n");
    let grades = |dice: &mut Dice| {
        let [excellent, good, fair, poor] = [(); 4].map(|()| dice.below(12));
        format!("excellent = {excellent}, good = {good}, fair = {fair}, poor = {poor}")
    };
    let funds = "{ general = 300000.00, government-fund = 1.00, social-insurance = 0 }";
    writeln!(text, "covered = {funds}").unwrap();
    for key in ["systems", "mechanism", "other"] {
        if dice.happens(50) {
            writeln!(text, "{key} = {}", dice.quoted()).unwrap();
        }
    }
    for key in ["targets", "tracking"] {
        if dice.happens(50) {
            let projects = dice.below(50);
            writeln!(text, "{key} = {{ projects = {projects}, amount = {} }}", dice.amount(false))
                .unwrap();
        }
    }
    if dice.happens(50) {
        let (amount, grades) = (dice.amount(false), grades(dice));
        let [rectified, rectifying] = [dice.below(9), dice.below(9)];
        let rest = format!("rectified = {rectified}, rectifying = {rectifying}");
        writeln!(
            text,
            "self-evaluation = {{ amount = {amount}, average = 91.25, {grades}, {rest} }}"
        )
        .unwrap();
    }
    for key in ["level-one", "level-two"] {
        if dice.happens(60) {
            let (amount, grades, measures) = (dice.amount(false), grades(dice), dice.quoted());
            writeln!(text, "{key} = {{ amount = {amount}, {grades}, measures = {measures} }}")
                .unwrap();
        }
    }
    if dice.happens(50) {
        let (scope, budget) = (dice.one(&["projects", "all"]), dice.amount(false));
        writeln!(text, "[performance.whole]\nscope = \"{scope}\"\nscore = 86.5\nbudget = {budget}")
            .unwrap();
        for key in ["achieved", "problems", "measures"] {
            if dice.happens(60) {
                writeln!(text, "{key} = {}", dice.quoted()).unwrap();
            }
        }
    }
    if dice.happens(50) {
        let (result, example) = (dice.quoted(), dice.quoted());
        writeln!(
            text,
            "[performance.department]\nfunds = {funds}\nresult = {result}\nexample = {example}"
        )
        .unwrap();
    }
}

/// Reasons and uses, of totals and of codes of every level.
fn reasons(text: &mut String, dice: &mut Dice) {
    if !dice.happens(70) {
        return;
    }
    text.push_str("[reasons]\n");
    for key in [
        "total",
        "fiscal",
        "general",
        "general-budget",
        "government-fund",
        "state-capital",
        "three-public",
        "three-public-budget",
        "operating-expense",
    ] {
        if dice.happens(60) {
            writeln!(text, "{key} = {}", dice.quoted()).unwrap();
        }
    }
    text.push_str("accounts = [\n");
    let classes: Vec<&str> = ITEMS.iter().map(|code| &code[..3]).collect();
    let mut classes = classes;
    classes.dedup();
    for (fund, codes) in [
        ("general", &classes[..]),
        ("general", &ITEMS),
        ("government-fund", &FUND_ITEMS),
        ("state-capital", &CAPITAL_ITEMS),
    ] {
        for code in some(dice, codes, 8) {
            let [purpose, change, budget] = [dice.quoted(), dice.quoted(), dice.quoted()];
            writeln!(
                text,
                "  {{ code = \"{code}\", fund = \"{fund}\", use = {purpose}, change = {change}, budget = {budget} }},"
            )
            .unwrap();
        }
    }
    text.push_str("]\n");
}

/// Last year's figures; `table` stands before the names of tables.
fn comparison(text: &mut String, dice: &mut Dice, size: u64, table: &str) {
    text.push_str("income = [\n");
    for code in some(dice, &ITEMS, size) {
        writeln!(
            text,
            "  {{ code = \"{code}\"{} }},",
            amounts(dice, &["general", "business", "other"])
        )
        .unwrap();
    }
    text.push_str("]\nexpenditure = [\n");
    for (fund, codes) in [
        ("general", &ITEMS[..]),
        ("government-fund", &FUND_ITEMS),
        ("state-capital", &CAPITAL_ITEMS),
    ] {
        let whole = dice.happens(20);
        for code in some(dice, codes, size) {
            let row = if whole {
                format!(", amount = {}", dice.amount(true))
            } else {
                amounts(dice, &["basic", "project"])
            };
            writeln!(text, "  {{ code = \"{code}\", fund = \"{fund}\"{row} }},").unwrap();
        }
    }
    text.push_str("]\n");
    if dice.happens(70) {
        writeln!(text, "[{table}three-public]").unwrap();
        for key in ["abroad", "vehicle-purchase", "vehicle-operation", "reception"] {
            if dice.happens(60) {
                writeln!(text, "{key} = {}", dice.amount(false)).unwrap();
            }
        }
    }
}

/// A self-evaluation report.
fn evaluation(dice: &mut Dice, number: u64) -> String {
    let mut text = format!("name = \"项目{number}\"\nexecution-score = {}\n", dice.below(11));
    for key in [
        "overview",
        "basis",
        "necessity",
        "safeguards",
        "period-goal",
        "annual-goal",
        "plan",
        "achieved",
        "execution",
        "outputs",
        "benefits",
        "satisfaction",
        "experience",
        "problems",
        "measures",
    ] {
        if dice.happens(60) {
            writeln!(text, "{key} = {}", dice.paragraphs()).unwrap();
        }
    }
    text.push_str("funds = [\n");
    for source in some(dice, &["中央财政资金", "省级财政资金", "市县区财政资金", "其他资金"], 2)
    {
        let [requested, approved, full_year, executed] = [(); 4].map(|()| dice.amount(false));
        writeln!(
            text,
            "  {{ source = \"{source}\", requested = {requested}, approved = {approved}, full-year = {full_year}, executed = {executed} }},"
        )
        .unwrap();
    }
    text.push_str("]\nindicators = [\n");
    let rows = if dice.happens(10) { 60 } else { dice.below(9) };
    for row in 0..rows {
        let (one, two) = (
            dice.one(&["产出指标", "效益指标", "满意度指标"]),
            dice.one(&["数量指标", "质量指标", "时效指标"]),
        );
        let [initial, actual, deviation] = [dice.quoted(), dice.quoted(), dice.quoted()];
        writeln!(
            text,
            "  {{ level-one = \"{one}\", level-two = \"{two}\", name = \"指标{row}\", initial = {initial}, actual = {actual}, weight = 1.5, score = 1, deviation = {deviation} }},"
        )
        .unwrap();
    }
    text.push_str("]\n");
    text
}

/// The settings of a layout of the project's own that takes over a built-in one and says everything anew.
pub(crate) fn settings(seed: u64, extends: &str) -> String {
    let mut dice = Dice::new(seed ^ 0x5bd1_e995);
    let dice = &mut dice;
    let mut text = format!("name = \"own\"\nextends = \"{extends}\"\n");
    // The forms name one of their statements differently.
    let details = if extends == "shanghai" { "basic" } else { "details" };
    let statements = [
        "totals",
        "income",
        "expenditure",
        "fiscal",
        "general",
        details,
        "three-public",
        "government-fund",
        "state-capital",
    ];
    let sections =
        ["totals", "income", "expenditure", "fiscal", "general", "three-public", "other"];
    for (key, names) in [("statements", &statements[..]), ("sections", &sections)] {
        if dice.happens(50) {
            let count = dice.below(names.len() as u64 + 1);
            let mut chosen = some(dice, names, count);
            if dice.happens(50) {
                chosen.reverse();
            }
            writeln!(text, "{key} = {chosen:?}").unwrap();
        }
    }
    if dice.happens(50) {
        let classes = ["201", "205", "206", "207", "208", "210", "211", "212", "213", "221", "229"];
        let count = dice.below(12);
        writeln!(text, "classes = {:?}", some(dice, &classes, count)).unwrap();
    }
    writeln!(text, "account-level = \"{}\"", dice.one(&["class", "item"])).unwrap();
    for key in ["account-changes", "budget-reasons", "state-capital-balances", "nil-items"] {
        writeln!(text, "{key} = {}", dice.happens(50)).unwrap();
    }
    let (unit, digits) = (dice.one(&["元", "万元", "亿元"]), dice.below(7));
    writeln!(text, "[amounts]\nunit = \"{unit}\"\ndigits = {digits}").unwrap();
    for (key, zeros) in [("text", &["0", "0.00"][..]), ("tables", &["0", "0.00", "blank"])] {
        let (separators, zero) = (dice.happens(50), dice.one(zeros));
        writeln!(text, "{key} = {{ separators = {separators}, zero = \"{zero}\" }}").unwrap();
    }
    writeln!(text, "[rates]\ndigits = {}", dice.below(7)).unwrap();
    let size = 9 + dice.below(15);
    let spacing = size + dice.below(20);
    writeln!(text, "[page]\nsize = {size}\nline-spacing = {spacing}").unwrap();
    for key in ["margins", "table-margins"] {
        let [top, bottom, left, right] = [(); 4].map(|()| 5 + dice.below(45));
        writeln!(
            text,
            "{key} = {{ top = {}.{}, bottom = {}.{}, left = {}.{}, right = {}.{} }}",
            top / 10,
            top % 10,
            bottom / 10,
            bottom % 10,
            left / 10,
            left % 10,
            right / 10,
            right % 10
        )
        .unwrap();
    }
    writeln!(text, "page-number = \"{}\"", dice.one(&["1", "— 1 —", "- 1 -"])).unwrap();
    writeln!(text, "page-number-outside = {}", dice.happens(50)).unwrap();
    text.push_str("[charts]\n");
    for key in ["income", "expenditure", "general"] {
        writeln!(text, "{key} = \"{}\"", dice.one(&["none", "pie", "bar"])).unwrap();
    }
    for key in ["years", "budget", "three-public"] {
        writeln!(text, "{key} = {}", dice.happens(50)).unwrap();
    }
    text
}
