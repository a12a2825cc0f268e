//! Words of the office behind those of the form: several items, what did not happen.

use juesuan::project::Purpose;

use crate::support::{Sandbox, lay_out, lay_out_for, repository};

/// A report of which some texts are joined to words of its form.
struct Case {
    /// The project, the unit, the year, the layout.
    report: (&'static str, &'static str, u16, &'static str),
    /// The texts, each with the words before it.
    texts: &'static [(&'static str, &'static str)],
}

const CASES: [Case; 2] = [
    Case {
        report: ("everything", "qingyu-affairs", 2022, "shanxi"),
        texts: &[
            ("公务用车燃料费、维修费、保险费", "主要用于"),
            ("更新到报废年限的应急保障用车1辆", "主要用于"),
            ("接待上级检查和兄弟单位考察", "主要用于"),
            ("外国科普专家", "主要是接待"),
            ("在境外举办科普展的答谢活动", "主要为"),
            ("工程巡查和科普宣传", "其他用车主要是"),
            ("逐项约谈项目负责人，按月通报进度。", "采取的改进管理措施为"),
            ("科普活动、科普展览", "，用于"),
        ],
    },
    Case {
        report: ("branches-shanghai", "increase", 2024, "shanghai"),
        texts: &[
            ("更新流动图书车", "主要用于"),
            ("燃料费、维修费", "主要用于"),
            ("接待外省文化部门考察", "主要用于"),
            ("接待友好城市代表团", "主要是"),
            ("答谢当地机构", "主要用于"),
            ("流动图书车", "（主要是"),
        ],
    },
];

/// The words of a report, each of the texts begun in some way, without blanks.
fn words(case: &Case, beginning: &str) -> String {
    let Case { report: (project, unit, year, layout), texts } = case;
    let sandbox = Sandbox::of(&repository().join("tests/projects").join(project));
    sandbox.write_form(layout, &["totals"], &["general", "three-public", "other"]);
    for (text, _) in *texts {
        let (old, new) = (format!("\"{text}\""), format!("\"{beginning}{text}\""));
        sandbox.replace(&format!("data/{unit}/{year}.toml"), &old, &new);
    }
    let lines = lay_out(sandbox.root(), unit, *year).lines();
    lines.concat().chars().filter(|c| !c.is_whitespace()).collect()
}

/// Checks that items have a colon before them, and that other words have none.
#[test]
fn items_have_a_colon_before_them() {
    for case in &CASES {
        for (beginning, colon) in [("一是", "："), ("（1）", "："), ("上年的", "")] {
            let said = words(case, beginning);
            for (text, lead) in case.texts {
                let joined = format!("{lead}{colon}{beginning}{}", text.trim_end_matches('。'));
                assert!(said.contains(&joined), "{joined}\n{said}");
            }
        }
    }
}

/// The text of Shanghai's rising unit without blanks, after these changes of its year.
fn rising(sections: &[&str], changes: &[(&str, &str)]) -> String {
    let sandbox = Sandbox::of(&repository().join("tests/projects/branches-shanghai"));
    sandbox.write_form("shanghai", &["totals"], sections);
    for (old, new) in changes {
        sandbox.replace("data/increase/2024.toml", old, new);
    }
    let lines = lay_out_for(sandbox.root(), "increase", 2024, Purpose::Draft).lines();
    lines.concat().chars().filter(|c| !c.is_whitespace()).collect()
}

/// Checks that a reason with a colon of its own has none before it, unless it is itemised.
#[test]
fn a_reason_with_a_colon_has_none_before_it() {
    for (reason, joined) in [
        ("比上年多56万元：新增公共文化项目", "主要原因是比上年多56万元：新增公共文化项目。"),
        ("由于以下两项：新增项目、补发工资", "主要原因是以下两项：新增项目、补发工资。"),
        (
            "一是人员增加：调入两人；二是新增项目",
            "主要原因：一是人员增加：调入两人；二是新增项目。",
        ),
        ("新增公共文化项目", "主要原因：新增公共文化项目。"),
    ] {
        let change = ("total = \"新增公共文化项目\"", format!("total = \"{reason}\""));
        let said = rising(&["totals"], &[(change.0, &change.1)]);
        assert!(said.contains(joined), "{joined}\n{said}");
        let change = (
            "general-budget = \"年中追加公共文化项目经费\"",
            format!("general-budget = \"{reason}\""),
        );
        let said = rising(&["general"], &[(change.0, &change.1)]);
        assert!(said.contains(&format!("的{joined}")), "{joined}\n{said}");
    }
}

/// Checks that a paragraph about several expenses calls their budgets by one name.
#[test]
fn a_budget_has_one_name_in_a_paragraph() {
    let said = rising(&["three-public"], &[]);
    assert!(said.contains("完成预算的") && !said.contains("完成年初预算的"), "{said}");
    for item in ["abroad = { initial = 60000.00,", "vehicle-operation = { initial = 70000.00,"] {
        let adjusted = format!("{item} full-year = 65000.00,");
        let said = rising(&["three-public"], &[(item, &adjusted)]);
        assert!(said.contains("完成年初预算的") && !said.contains("完成预算的"), "{said}");
        assert!(!said.contains("决算数大于预算数") && !said.contains("决算数小于预算数"), "{said}");
    }
}

/// Checks that words about what did not happen stand for themselves, and that those about guests without an amount do not.
#[test]
fn what_did_not_happen_has_no_use() {
    let sandbox = Sandbox::of(&repository().join("tests/projects/clean-more"));
    sandbox.write_form("shanxi", &["totals"], &["three-public"]);
    let flat = |sandbox: &Sandbox, unit, year| -> String {
        let lines = lay_out(sandbox.root(), unit, year).lines();
        lines.concat().chars().filter(|c| !c.is_whitespace()).collect()
    };
    let said = flat(&sandbox, "chinese-medicine-hospital", 2024);
    assert!(said.contains("0人次。本年没有安排因公出国（境）。"), "{said}");
    assert!(said.contains("3辆，主要用于3辆公务用车的燃料费"), "{said}");

    let nothing = "未发生接待";
    let case = |foreign: &str| {
        let sandbox = Sandbox::of(&repository().join("tests/projects/everything"));
        sandbox.write_form("shanxi", &["totals"], &["three-public"]);
        sandbox.replace(
            "data/qingyu-affairs/2022.toml",
            "foreign-guests = { amount = 8600.50, batches = 2, persons = 11, use = \"外国科普专家\" }",
            foreign,
        );
        flat(&sandbox, "qingyu-affairs", 2022)
    };
    let said =
        case(&format!("foreign-guests = {{ batches = 0, persons = 0, use = \"{nothing}\" }}"));
    assert!(said.contains(&format!("共接待0批次，0人次，{nothing}；")), "{said}");
    let said = case("foreign-guests = { batches = 2, persons = 11, use = \"外国科普专家\" }");
    assert!(said.contains("共接待2批次，11人次，主要是接待外国科普专家；"), "{said}");

    let sandbox = Sandbox::of(&repository().join("tests/projects/branches-shanghai"));
    sandbox.write_form("shanghai", &["totals"], &["three-public"]);
    for (item, words) in [
        ("abroad = { initial = 50000.00", "本年没有安排出国"),
        ("vehicle-purchase = { initial = 0", "未购置"),
    ] {
        let written = format!("{item}, use = \"{words}\"");
        sandbox.replace("data/decrease/2024.toml", item, &written);
    }
    let said = flat(&sandbox, "decrease", 2024);
    assert!(said.contains("累计0人次。本年没有安排出国。"), "{said}");
    assert!(said.contains("支出为0.00万元。未购置。购置公务用车0辆。"), "{said}");
}
