//! What must add up in a report, told above its tables: by the files, and while amounts are typed.

use crate::serve_unit::topics;
use crate::serve_words::{between, words};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, repository, some};

/// The file of the reference unit's year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// What a topic says of what must add up: its words, and the results.
fn ties(page: &Serving, topic: &str) -> (String, Vec<String>) {
    let text = page.get(&format!("u/{REFERENCE}/2022/{topic}")).text();
    let strip = between(&text, "<div class=\"ties\"", "id=\"ties-said\"");
    let results = strip.split("<span class=\"result ").skip(1);
    let results = results.map(|result| {
        let (class, said) = result.split_once("\">").unwrap();
        format!("{class}:{}", said.split('<').next().unwrap())
    });
    (words(strip).split_whitespace().collect::<Vec<_>>().join(" "), results.collect())
}

/// What adds up is told with its sums, and so is what does not: by how much, and which way.
#[test]
fn what_must_add_up_is_told() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let (said, results) = ties(&page, "economic");
    assert_eq!(results, ["even:相等", "even:相等"], "{said}");
    assert!(
        said.contains("基本支出 支出表一般公共预算 218,935,501.76 本表 218,935,501.76 相等"),
        "{said}"
    );
    // Each file as it is, what a topic says then, and its results.
    let cases = [
        // The same by function and by section.
        (
            "basic = 400662.00",
            "basic = 400626.00",
            "economic",
            "支出表一般公共预算 218,935,465.76 本表 218,935,501.76",
            "off:多 36.00",
        ),
        (
            "basic = 400662.00",
            "basic = 400626.00",
            "expenditure",
            "经济分类 218,935,501.76 本表一般公共预算 218,935,465.76",
            "off:少 36.00",
        ),
        // What is left at the end.
        ("basic = 400662.00", "basic = 400626.00", "income", "＝年末 36.00", "even:"),
        ("basic = 400662.00", "basic = 400698.00", "income", "＝年末 -36.00", "off:为负"),
        (
            "basic = 400662.00",
            "basic = 400698.00",
            "carry-over",
            "−支出 416,868,454.19",
            "off:为负",
        ),
        (
            "{ code = \"2210201\", general = 400662.00 }",
            "{ code = \"2210201\", other = 400662.00 }",
            "income",
            "非财政拨款 年初 0.00 ＋收入 400,662.00",
            "even:",
        ),
        (
            "fund = \"general\", basic = 400662.00",
            "fund = \"non-fiscal\", basic = 400662.00",
            "expenditure",
            "＋使用结余 0.00 −支出 400,662.00 −结余分配 0.00 ＝年末 -400,662.00",
            "odd:为负",
        ),
        // What the accounts system printed.
        (
            "basic = 400662.00",
            "basic = 400626.00",
            "expenditure",
            "本年支出合计 少 36.00 应为 416,868,418.19 416,868,382.19",
            "off:少 36.00",
        ),
        (
            "initial = 410423.00",
            "initial = 410424.00",
            "budget",
            "年初预算合计 多 1.00 应为 367,918,211.00 367,918,212.00",
            "off:多 1.00",
        ),
        (
            "income = 416868418.19",
            "income = 416868418.20",
            "control",
            "本年收入合计 少 0.01 应为 416,868,418.20 416,868,418.19",
            "off:少 0.01",
        ),
        (
            "initial = 410423.00",
            "initial = 410423",
            "budget",
            "相等 应为 367,918,211.00 367,918,211.00",
            "even:相等",
        ),
        // Amounts that were rounded are not off by what rounding leaves.
        (
            "year = 2022\n",
            "year = 2022\nrounded-to = 100\n",
            "economic",
            "本表 218,935,501.76 相等",
            "even:相等",
        ),
        ("basic = 41000.00", "basic = 41000.50", "economic", "多 0.50", "off:多 0.50"),
    ];
    for (from, to, topic, wanted, result) in cases {
        sandbox.replace(YEAR, from, to);
        let (said, results) = ties(&page, topic);
        assert!(said.contains(wanted), "{to}, {topic}: {said}");
        assert!(results.iter().any(|one| one == result), "{to}, {topic}: {results:?}");
        // What rounding leaves is another thing with and without it.
        if to == "basic = 41000.50" {
            sandbox.replace(YEAR, "year = 2022\n", "year = 2022\nrounded-to = 1\n");
            let (said, results) = ties(&page, topic);
            assert!(results.contains(&"even:尾差 0.50".to_owned()), "{said}");
            sandbox.replace(YEAR, "rounded-to = 1\n", "");
        }
        sandbox.replace(YEAR, to, from);
    }
    // A topic in which nothing must add up says nothing.
    assert_eq!(ties(&page, "reasons").0, "");
}

/// What was left at the end of last year is beside what there was at the beginning of this one.
#[test]
fn what_was_left_last_year_is_told() {
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/clean-more"));
    let page = Serving::of(&sandbox);
    let mut count = 0;
    let units = page.get("").text();
    for unit in some(units.split("name=\"unit\" value=\"").skip(1), 2) {
        let unit = unit.split('"').next().unwrap();
        for topic in topics(&page, unit) {
            let text = page.get(&format!("u/{unit}/{topic}")).text();
            let strip = between(&text, "<div class=\"ties\"", "id=\"ties-said\"");
            assert!(!strip.contains("result off"), "{unit} {topic}: {}", words(strip));
            count += strip.matches("<dt>上年年末</dt>").count();
        }
    }
    assert!(count > 0, "{units}");
}

/// A department whose figures are those of its units has nothing of its own to be added up.
#[test]
fn sums_of_other_units_are_not_told() {
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/department"));
    let page = Serving::of(&sandbox);
    let of = |unit: &str| page.get(&format!("u/{unit}/2024/expenditure")).text();
    let (department, member) = (of("education"), of("first-school"));
    assert!(!department.contains("id=\"ties\"") && member.contains("id=\"ties\""));
}
