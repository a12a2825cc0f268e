//! Groups of columns side by side are pasted as if they stood one below the other; what only looks so is not.

use super::*;

/// 公开06表 with its three groups, the words of its amounts, and the words above the groups.
fn table(amount: &str, groups: [&str; 3]) -> String {
    let [one, two, three] = groups;
    let head = ["科目编码", "科目名称", amount].join("\t");
    format!(
        "公开06表\n部门：甲\t\t\t\t\t\t\t\t\t单位：元\n{one}\t\t\t\t{two}\t\t\t{three}\t\t\n{head}\t\t{head}\t{head}\n\
         301\t工资福利支出\t9\t\t302\t商品和服务支出\t9\t307\t债务利息及费用支出\t\n\
         30101\t基本工资\t5,236,000.00\t\t30201\t办公费\t312,000.00\t30213\t维修（护）费\t104,000.00\n\
         30102\t津贴补贴\t3,918,000.00\t\t30202\t印刷费\t64,000.00\t\t\t\n\
         人员经费合计\t\t9,154,000.00\t\t公用经费合计\t\t\t\t\t480,001.00\n"
    )
}

#[test]
fn groups_side_by_side_are_pasted_whole() {
    let wanted = [
        "30101.basic: 5236418.00 → 5236000.00",
        "30102.basic: 3918640.00 → 3918000.00",
        "30201.basic: 312406.85 → 312000.00",
        "30202.basic: 64180.00 → 64000.00",
        "30213.basic: 104250.00 → 104000.00",
    ];
    let text = table("基本支出", ["人员经费", "公用经费", ""]);
    let now = with(["", ""]);
    let all = pasted_into(&now, "economic", &text, &[]);
    assert_eq!(would_write(&all), wanted);
    assert!(!all.is_unsure() && all.groups == 3, "{all:?}");
    let why: Vec<&str> = all.left_out.iter().map(|(_, why)| why.as_str()).collect();
    assert_eq!(why.len(), 5, "{:?}", all.left_out);
    assert!(why.iter().all(|why| why.contains("程序自己加")), "{why:?}");
    // The sum of the first group fits, that of the others does not.
    assert_eq!(
        all.misfits,
        ["公用经费合计 列入基本支出的数：贴的里面是 480,001.00，写入以后是 480,000.00"]
    );
    // What amounts are is asked about where the words do not tell, and the unit where it is another.
    let text = table("决算数", ["人员经费", "公用经费", "公用经费"]);
    let asked = pasted_into(&now, "economic", &text, &[]);
    assert!(asked.asks && asked.rows.is_empty() && asked.columns.len() == 3, "{asked:?}");
    let told = [("column|2", "basic")];
    assert_eq!(would_write(&pasted_into(&now, "economic", &text, &told)), wanted);
    let text = text.replace("单位：元", "单位：万元");
    assert_eq!(pasted_into(&now, "economic", &text, &told).money, Unit::Asked);
}

#[test]
fn groups_that_are_not_of_the_same_stay_side_by_side() {
    for groups in [
        ["2023年度", "2024年度", "2024年度"],
        ["年初预算", "决算", "决算"],
        ["基本支出", "项目支出", "项目支出"],
        ["一般公共预算", "政府性基金预算", ""],
    ] {
        let text = table("决算数", groups);
        assert_eq!(pasted_into(&with(["", ""]), "economic", &text, &[]).groups, 1, "{groups:?}");
    }
    // Codes of each kind in a row belong together.
    let text = "科目编码\t科目名称\t基本支出\t科目编码\t科目名称\t基本支出\n2080501\t离退休\t1\t30201\t办公费\t2\n2080505\t养老\t3\t30202\t印刷费\t4\n";
    for rows in ["economic", "income"] {
        assert_eq!(pasted_into(&with(["", ""]), rows, text, &[]).groups, 1, "{rows}");
    }
}
