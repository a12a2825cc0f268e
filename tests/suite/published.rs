//! Slips of published reports: those that data can carry are found, and what only looks like one is not.

use crate::support::{Sandbox, found, repository};

/// A change of a file of the clean unit: the file, what is replaced, by what.
type Edit = (&'static str, &'static str, &'static str);

/// The year's file.
const YEAR: &str = "2022.toml";

/// The unit's file.
const UNIT: &str = "unit.toml";

/// A self-evaluation report.
const EVALUATION: &str = "2022/01-档案数字化.toml";

/// Puts words in the place of a reason.
const fn reason(words: &'static str) -> Edit {
    (YEAR, "人员晋级晋档，工资增加", words)
}

/// Puts words in the place of the duties.
const fn duties(words: &'static str) -> Edit {
    (UNIT, "负责全县档案的接收、征集、整理、保管和利用。", words)
}

/// Puts words in the place of what came of the year.
const fn achieved(words: &'static str) -> Edit {
    (YEAR, "完成档案数字化加工和库房维修。", words)
}

/// Slips, each with the rule that finds it.
const SLIPS: &[(&str, Edit)] = &[
    // 模板、系统里的提示语留着.
    ("R1012", duties("收入决算结构图（饼状图）")),
    ("R1012", duties("（收入决算结构图）（柱状图）")),
    ("R1012", reason("决算数小于预算数（或与预算数持平）")),
    ("R1012", duties("（注：数据来源于财决07表，取一般公共预算财政拨款）")),
    ("R1012", duties("开展内容包括：具体出国开支及开展工作情况等。")),
    ("R1012", duties("XX部门（单位）概况")),
    ("R1012", duties("部门职责（比照预算公开的内容格式）")),
    ("R1012", duties("机构设置（需公开内设机构数量和下属单位数量及名称）")),
    ("R1012", duties("部门（清河县档案馆）（单位）职责")),
    ("R1012", duties("部门（单位）职责如下：负责档案。")),
    ("R1012", duties("产出指标1：……")),
    ("R1012", reason("……")),
    ("R1012", reason("较上年增加…万元")),
    ("R1012", reason("XX项目增加")),
    ("R1012", reason("（请说明原因）")),
    ("R1012", (EVALUATION, "name = \"加工卷数\"", "name = \"指标1：/\"")),
    ("R1012", (EVALUATION, "name = \"加工卷数\"", "name = \"……\"")),
    ("R0618", (UNIT, "清河县档案馆\"\nkind", "清河县档案馆2022年度部门决算汇总\"\nkind")),
    // 率、差额算错，照别的数写.
    ("R0809", reason("人员增资，支出比上年增加24000元，增长0.24%")),
    ("R0809", reason("人员增资，完成年初预算的59.5%")),
    ("R0809", reason("人员增资，支出比上年减少12900元")),
    ("R0809", achieved("公务接待费5000元，比2021年下降43.78%。")),
    (
        "R0809",
        (
            YEAR,
            "abroad = { initial = 0, ",
            "abroad = { reason = \"完成年初预算的0%\", initial = 0, ",
        ),
    ),
    // 截去而不是四舍五入：3.9157%，103.5%.
    ("R0809", reason("人员增资，支出比上年增长3.91%")),
    ("R0809", reason("人员增资，完成年初预算的103.4%")),
    // 上年为零，没有增减率.
    (
        "R0809",
        (
            YEAR,
            "abroad = { initial = 0, groups = 0, persons = 0 }",
            "abroad = { initial = 50000.00, final = 50000.00, groups = 1, persons = 2, reason = \"出国（境）费比上年增加5万元，增长100%\" }",
        ),
    ),
    ("R0810", reason("支出减少为0.00万元，与2021年持平")),
    ("R0810", reason("会议费下降-81.75%")),
    ("R0810", reason("培训费增加0.00万元，增长0%")),
    ("R1019", reason("会议费减少，下降18.87；培训费增加")),
    ("R1019", reason("人员支出占76.23，公用支出占23.77%")),
    ("R1006", reason("较2021年决算数688.84万元131.49万元，增长19.09%")),
    // 没有发生的，不合常理的.
    (
        "R0717",
        (YEAR, "groups = 0, persons = 0 }", "groups = 0, persons = 0, use = \"赴国外考察学习\" }"),
    ),
    ("R0611", (YEAR, "batches = 5, persons = 40", "batches = 30, persons = 5")),
    ("R0613", (YEAR, "batches = 5, persons = 40", "batches = 300, persons = 3000")),
    (
        "R0106",
        (
            YEAR,
            "vehicle-operation = { initial = 45000.00",
            "vehicle-operation = { initial = 40000.00",
        ),
    ),
    (
        "R0613",
        (
            YEAR,
            "vehicle-purchase = { initial = 0, vehicles = 0 }",
            "vehicle-purchase = { initial = 2047800.00, final = 2047800.00, vehicles = 100 }",
        ),
    ),
    (
        "R0809",
        (
            YEAR,
            "use = \"公务用车燃料费、维修费\"",
            "use = \"燃料费\", reason = \"比上年下降15.31%\"",
        ),
    ),
    (
        "R0812",
        (
            YEAR,
            "reason = \"压减公务接待批次\"\ndomestic = { batches = 5, persons = 40",
            "reason = \"批次比上年减少119批次，人次与上年持平\"\ndomestic = { batches = 0, persons = 0",
        ),
    ),
    ("R0808", duties("下设0个处室，分别是：")),
    ("R0811", (EVALUATION, "outputs = \"加工档案5000卷", "outputs = \"加工档案5010卷")),
    // 年度没有改.
    ("R1010", (YEAR, "three-public = \"接待批次减少\"", "three-public = \"2020年三公经费减少\"")),
    ("R1010", (EVALUATION, "全年支出190000元", "2021年全年支出190000元")),
    ("R0920", (EVALUATION, "actual = \"5000卷\"", "actual = \"完成\"")),
    // 名称.
    ("R1017", reason("207文化体育与传媒支出增加")),
    ("R1017", reason("国有资金经营预算增加")),
    ("R1017", duties("清河县档案馆2022年度部门预算公开")),
    ("R1017", duties("现将2022年度部门预算公开如下。负责档案。")),
    // 敷衍.
    ("R0706", reason("无")),
    ("R0706", reason("同上")),
    ("R0706", reason("详见附件")),
    ("R0706", reason("正常变动")),
    ("R0706", reason("预算调整")),
];

/// What only looks like a slip, each with the rules that must say nothing.
const FINE: &[(&[&str], Edit)] = &[
    // 由元算得出，四舍五入后的万元算不出.
    (&["R0807", "R0806"], achieved("支出34.08万元，其中设备0.94万元、维修33.13万元。")),
    (&["R0807", "R0806"], achieved("支出434.72万元，其中基本434.16万元、其他0.55万元。")),
    (&["R0919", "R1019"], reason("非税收入增长1,055.4%，信息化支出增加")),
    (&["R1102", "R1103", "R1104", "R1105"], duties("联系人：张三，联系电话：0478-8212345。")),
    (&["R1104"], duties("单位负责人：李四　填报人：王五")),
    (&["R1012"], duties("负责档案（含电子档案）的接收，指导乡镇（街道）工作。")),
    (&["R0810", "R1019"], reason("会议费减少0.05万元，下降0.81%；培训费占1.2%")),
    (&["R1006"], reason("会议费1.2万元、培训费0.8万元")),
    (&["R0805", "R0809"], reason("人员增资，支出比上年增长3.92%")),
    (&["R0805", "R0809"], reason("人员增资，支出比上年增长3.9%")),
    (&["R0805", "R0809"], reason("人员增资，完成年初预算的103.5%")),
    (
        &["R0809", "R0810"],
        (
            YEAR,
            "abroad = { initial = 0, groups = 0, persons = 0 }",
            "abroad = { initial = 50000.00, final = 50000.00, groups = 1, persons = 2, reason = \"上年没有出国任务，本年增加1个团组，增加5万元\" }",
        ),
    ),
    (&["R1017"], duties("负责全县部门预算公开、决算公开的档案接收。")),
    (&["R1017"], achieved("按时完成2022年度部门预算公开，公开率100%。")),
    (
        &["R0812"],
        (YEAR, "use = \"公务用车燃料费、维修费\"", "use = \"1辆公务用车的燃料费、维修费\""),
    ),
    (
        &["R0811"],
        (
            EVALUATION,
            "outputs = \"加工档案5000卷",
            "outputs = \"加工档案5000卷，其中民国档案3000卷",
        ),
    ),
    (
        &["R1010"],
        (
            EVALUATION,
            "数字化加工，年初预算200000元",
            "数字化加工，2021年结转20000元，年初预算200000元",
        ),
    ),
    (&["R0613"], (YEAR, "batches = 5, persons = 40", "batches = 5, persons = 50")),
];

/// The rules that find something in the clean unit after a change.
fn rules(edit: &Edit) -> Vec<String> {
    let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
    let (file, from, to) = edit;
    sandbox.replace(&format!("data/archives/{file}"), from, to);
    found(&sandbox, "archives", 2022).into_iter().map(|problem| problem.id.to_owned()).collect()
}

#[test]
fn published_slips_are_found() {
    let missed: Vec<String> = SLIPS
        .iter()
        .filter_map(|(rule, edit)| {
            let found = rules(edit);
            let hit = found.iter().any(|id| id.starts_with(rule));
            (!hit).then(|| format!("{rule} {} -> {found:?}", edit.2))
        })
        .collect();
    assert!(missed.is_empty(), "missed:\n{}", missed.join("\n"));
}

#[test]
fn what_only_looks_like_a_slip_is_left_alone() {
    let wrong: Vec<String> = FINE
        .iter()
        .filter_map(|(quiet, edit)| {
            let found = rules(edit);
            let told = found.iter().any(|id| quiet.iter().any(|rule| id.starts_with(rule)));
            told.then(|| format!("{} -> {found:?}", edit.2))
        })
        .collect();
    assert!(wrong.is_empty(), "found:\n{}", wrong.join("\n"));
}
