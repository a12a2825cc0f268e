//! What may be a slip is asked about, and a plain paste is not.

use super::*;

/// A block pasted into rows of the unit.
fn pasted(rows: &str, text: &str, more: &[(&str, &str)]) -> Pasted {
    pasted_into(&with(["", ""]), rows, text, more)
}

/// Whether it is asked about.
fn is_asked(rows: &str, text: &str) -> bool {
    pasted(rows, text, &[]).is_unsure()
}

#[test]
fn columns_of_another_year_are_not_taken() {
    for [one, other] in [
        ["上年", "本年"],
        ["2023年度", "2024年度"],
        ["2023年决算数", "2024年决算数"],
        ["上年决算", "本年决算"],
        ["年初预算", "决算"],
        ["调整预算数", "决算数"],
        ["上年结转", "本年支出"],
        ["2024年度预算", "2024年度决算"],
        ["比上年增减", "本年"],
        ["23年", "24年"],
    ] {
        let rows = "2080501\t离退休\t600000.00\t\t684121.00\t\n";
        for (text, is_first) in [
            (
                format!(
                    "科目编码\t科目名称\t{one}\t\t{other}\t\n\t\t基本支出\t项目支出\t基本支出\t项目支出\n{rows}"
                ),
                false,
            ),
            (format!("科目编码\t名称\t{one}基本支出\t\t{other}基本支出\n{rows}"), false),
            (format!("科目编码\t名称\t基本支出（{one}）\t\t基本支出（{other}）\n{rows}"), false),
            (
                format!(
                    "收入支出决算表\t\t\t\t\t\n科目编码\t科目名称\t{other}\t\t{one}\t\n\t\t基本支出\t项目支出\t基本支出\t项目支出\n{rows}"
                ),
                true,
            ),
        ] {
            let pasted = pasted("expenditure", &text, &[]);
            let amount = if is_first { "600000.00" } else { "684121.00" };
            assert!(!pasted.is_unsure(), "{text}: {pasted:?}");
            assert_eq!(
                would_write(&pasted),
                [format!("2080501/general.basic: 684120.00 → {amount}")],
                "{text}"
            );
        }
    }
    // Where no column is of the year, it is asked.
    for heading in [
        "编码\t名称\t上年\t\n\t\t基本支出\t项目支出",
        "编码\t名称\t2022年\t\t2023年\t\n\t\t基本支出\t项目支出\t基本支出\t项目支出",
        "2023年度支出决算表\t\t\t\n编码\t名称\t基本支出\t项目支出",
        "2023年度支出决算表\t\t\t\n编码\t名称\t本年支出\t\n\t\t基本支出\t项目支出",
        "编码\t名称\t年初预算数\t\n\t\t基本支出\t项目支出",
        "编码\t名称\t年初结转和结余\t\n\t\t基本支出\t项目支出",
    ] {
        let pasted = pasted("expenditure", &format!("{heading}\n2080501\t离退休\t5\t\t6\t\n"), &[]);
        assert!(pasted.is_unsure() && pasted.form().0.is_empty(), "{heading}: {pasted:?}");
    }
    // Words of the year itself, of days and of funds are no other ones.
    for heading in [
        "2024年度一般公共预算财政拨款支出决算表\t\t\t\n编码\t名称\t基本支出\t项目支出",
        "填报日期：2025年8月29日\t\t\t\n编码\t名称\t本年支出\t\n\t\t基本支出\t项目支出",
        "编码\t名称\t2024年决算数\t\n\t\t基本支出\t项目支出",
    ] {
        let text = format!("{heading}\n2080501\t离退休\t684121.00\t\n");
        assert_eq!(would_write(&pasted("expenditure", &text, &[])).len(), 1, "{heading}");
        assert!(!is_asked("expenditure", &text), "{heading}");
    }
    let income = "编码\t名称\t2023年\t2024年\n\t\t财政拨款收入\t财政拨款收入\n2080501\t离退休\t1.00\t684121.00\n";
    assert_eq!(
        would_write(&pasted("income", income, &[])),
        ["2080501.general: 684120.00 → 684121.00"]
    );
    let budget = "编码\t年初预算数\t全年预算数\t决算数\n208\t684121\t\t5\n";
    assert!(!is_asked("budget", budget));
}

#[test]
fn of_two_columns_that_mean_the_same_one_is_chosen() {
    for heading in [
        "编码\t名称\t基本支出\t基本支出",
        "编码\t名称\t本年收入\t本年支出\n\t\t基本支出\t基本支出",
        "编码\t名称\t其中：基本支出\t基本支出（元）",
    ] {
        let text = format!("{heading}\n2080501\t离退休\t600000.00\t684121.00\n");
        let asked = pasted("expenditure", &text, &[]);
        assert!(asked.is_unsure() && asked.form().0.is_empty(), "{heading}: {asked:?}");
        let told = [("column|0", "code"), ("column|2", ""), ("column|3", "basic")];
        let told = pasted("expenditure", &text, &told);
        assert!(!told.is_unsure(), "{heading}");
        assert_eq!(would_write(&told), ["2080501/general.basic: 684120.00 → 684121.00"]);
        let both = [("column|0", "code"), ("column|2", "basic"), ("column|3", "basic")];
        assert!(pasted("expenditure", &text, &both).is_unsure(), "{heading}");
    }
    let funds = "编码\t财政拨款收入\t财政拨款收入\n2080501\t600000.00\t684121.00\n";
    assert!(is_asked("income", funds));
}

#[test]
fn amounts_far_from_those_there_are_asked_about() {
    for (rows, text, asked) in [
        // Beside those of the file, whatever the times.
        ("income", "2080501\t123.15\n2080505\t353.75\n", true),
        ("income", "2080501\t17.10\n2080505\t49.13\n", true),
        ("income", "2080501\t1231.41\n2080505\t3537.55\n", true),
        ("income", "2080501\t68412000.00\n2080505\t196530848.00\n", true),
        ("income", "2080501\t700000\n2080505\t5\n2080506\t982654.24\n", false),
        ("income", "2080501\t1231416\n2080505\t353755.26\n", false),
        // Codes that are new.
        ("income", "2010301\t226.34\n2010302\t15.64\n", true),
        ("income", "2010301\t226.34\n2010302\t15643.00\n", false),
        ("income", "2010301\t22634\n", false),
        // Less than cents is no 元.
        ("income", "2080501\t684121.00\n2010302\t15.6412\n", true),
        // Nothing to compare with.
        ("carry-over.opening", "2120814\t226.34\n", true),
        ("carry-over.opening", "2120814\t226340.00\n", false),
    ] {
        let text = match rows {
            "income" => format!("编码\t一般公共预算财政拨款收入\n{text}"),
            _ => format!("编码\t年初结转和结余\n{text}"),
        };
        let pasted = pasted(rows, &text, &[("fixed|fund", "government-fund")]);
        assert_eq!(pasted.money == Unit::Asked, asked, "{text} {pasted:?}");
    }
}

#[test]
fn a_row_that_comes_twice_is_asked_about() {
    let text =
        "编码\t基本支出\t项目支出\n30201\t100000.00\t\n30202\t64181\t\n30201\t200000.00\t5000.00\n";
    let asked = pasted("economic", text, &[]);
    assert!(asked.is_unsure());
    assert_eq!(would_write(&asked), ["30202.basic: 64180.00 → 64181.00"]);
    let why = format!("{:?}", asked.left_out);
    assert!(why.contains("100,000.00") && why.contains("200,000.00"), "{why}");
    let added = pasted("economic", text, &[("twice", "add")]);
    assert!(!added.is_unsure() && added.left_out.is_empty(), "{added:?}");
    assert_eq!(
        would_write(&added),
        [
            "30201.basic: 312406.85 → 300000.00",
            "30201.project: 98462.90 → 5000.00",
            "30202.basic: 64180.00 → 64181.00"
        ]
    );
    let left = pasted("economic", text, &[("twice", "leave")]);
    assert!(!left.is_unsure() && left.left_out.len() == 2, "{left:?}");
    assert_eq!(would_write(&left), ["30202.basic: 64180.00 → 64181.00"]);
    let funds =
        "编码\t资金\t项目支出\n2130199\t一般公共预算\t655020.41\n2130199\t非财政拨款\t24310.55\n";
    assert!(!is_asked("expenditure", funds));
}

#[test]
fn a_name_of_another_code_is_refused() {
    let text = "科目编码\t科目名称\t一般公共预算财政拨款收入\n2080505\t机关事业单位职业年金缴费支出\t900000\n2080506\t　机关事业单位职业年金缴费支出\t982654\n2101101\t我们的医疗\t786123\n";
    for text in [
        text.to_owned(),
        text.replace("2080505\t", "2080505 ")
            .replace("2080506\t", "2080506")
            .replace("2101101\t", "2101101 ")
            .replace("科目编码\t", ""),
    ] {
        let pasted = pasted("income", &text, &[]);
        assert_eq!(
            would_write(&pasted),
            ["2080506.general: 982654.24 → 982654.00", "2101101.general: 786123.39 → 786123.00"],
            "{text}"
        );
        let why = format!("{:?}", pasted.left_out);
        for name in ["机关事业单位职业年金缴费支出", "机关事业单位基本养老保险缴费支出"]
        {
            assert!(why.contains(name), "{why}");
        }
    }
}

#[test]
fn sums_that_do_not_fit_are_said() {
    let text = "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t9,000,000.00\t684,121.00\t\n2080501\t离退休\t1,999,999.99\t684121.00\t\n2080505\t养老\t1965308.48\t\t1965308.48\n";
    let pasted = pasted("expenditure", text, &[]);
    assert!(!pasted.is_unsure(), "{pasted:?}");
    let said = pasted.misfits.join("\n");
    for words in [
        // An amount that moved is there twice.
        "新有 1,965,308.48",
        "文件里的 1,965,308.48 不动",
        // The sum of a row, and of all.
        "贴的里面是 1,999,999.99，写入以后是 684,121.00",
        "贴的里面是 1,965,308.48，写入以后是 3,930,616.96",
        "贴的里面是 9,000,000.00",
        "贴的里面是 684,121.00，写入以后是",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(pasted.misfits.len(), 5, "{said}");
    let fits = "编码\t合计\t基本支出\t项目支出\n30201\t410,869.75\t312,406.85\t98,462.90\n30202\t64180.00\t64180.00\t\n";
    assert!(pasted_into(&with(["", ""]), "economic", fits, &[]).misfits.is_empty());
}
