//! `layout.toml`.

use crate::fields::describe::{choice, each, flag, line, shape, table, words};
use crate::fields::field::{Choice, Field, Kind};
use crate::model::statement::Statement;

/// The sections of the narrative that every unit has to disclose: their files and titles.
pub(crate) const SECTIONS: [(&str, &str); 11] = [
    ("totals", "收入支出决算总体情况说明"),
    ("income", "收入决算情况说明"),
    ("expenditure", "支出决算情况说明"),
    ("fiscal", "财政拨款收入支出决算总体情况说明"),
    ("general", "一般公共预算财政拨款支出决算情况说明"),
    ("basic", "一般公共预算财政拨款基本支出决算情况说明"),
    ("three-public", "财政拨款“三公”经费支出决算情况说明"),
    ("government-fund", "政府性基金预算财政拨款收入支出决算情况说明"),
    ("state-capital", "国有资本经营预算财政拨款支出决算情况说明"),
    ("performance", "预算绩效情况说明"),
    ("other", "其他重要事项情况说明（机关运行经费、政府采购、国有资产）"),
];

/// Where a layout that takes over none has to say something.
const OF_ITS_OWN: &str = "不写 `extends` 的必填";

shape! {
    /// A layout's settings.
    layout "layout" "版式的设置"
    {
        NAME "name" "版式的名字" = line().required().note("与文件夹相同");
        EXTENDS "extends" "沿用哪一种版式" = line().such_as("shanxi")
            .note("可以一种沿用一种，不能绕成一圈").unwritten("这个文件夹里要有全部文件");
        FACTS_FORMAT "facts-format" "版式文件照哪一版的事实写的" = Field::of(Kind::Whole {
            least: 1, most: 65_535, unit: "", wanted: "整数，现在是 2",
        }).note("现在是 `2`").unwritten("当作 1");
        TITLE "title" "名称" = line().sometimes(OF_ITS_OWN).such_as("某省部门（单位）决算公开")
            .note("`juesuan layout list` 显示");
        REGION "region" "地区" = line().sometimes(OF_ITS_OWN).such_as("某省");
        YEARS "years" "适用年度" = table(&years::SHAPE)
            .note("用于别的年度时警告，照常生成；格式没有变的，改这里");
        REPORT_TITLE "report-title" "封面上单位名称下面的报告名" = line()
            .such_as("{年度}年度{部门}决算公开").note("也是 PDF 的题名");
        CORRECTED "corrected" "更正以后的报告，封面和文件属性怎样说" = line()
            .such_as("（{更正日期}更正）").note("更正过的才印；不印的写 `\"\"`");
        DOCUMENTS "documents" "做哪几种文件" = list().such_as("report")
            .note("`report` 是报告，`notice` 是更正说明；自己的更正说明写在 `notice.typ`，没有的用共用的");
        PARTS "parts" "各部分的次序" = list()
            .note("`statements` 是各表，`narrative` 是情况说明，其余是 `parts` 文件夹里的文件名；写了要写全")
            .unwritten("各表、情况说明");
        PART_HEADING "part-heading" "部分的标题怎样写" = line().such_as("第{序号}部分 {标题}")
            .note("不编号的写 `\"{标题}\"`").unwritten("`\"{标题}\"`");
        STATEMENTS "statements" "各表的次序" = list().sometimes(OF_ITS_OWN)
            .note("`statements` 文件夹里的文件名；写了要写全");
        SECTIONS_IN_ORDER "sections" "各节的次序" = list().sometimes(OF_ITS_OWN)
            .note("`narrative` 文件夹里的文件名；写了要写全");
        CLASSES "classes" "总表依次列出的支出功能分类各类" = list().sometimes(OF_ITS_OWN)
            .note("如 `[\"201\", \"202\"]`；写了就要写全");
        NIL_ITEMS "nil-items" "收入、支出各项中没有发生的，列不列" = flag();
        ACCOUNT_LEVEL "account-level" "一般公共预算支出逐条说明到哪一级" = choice(levels);
        ACCOUNT_CHANGES "account-changes" "各条说明，以及政府性基金、国有资本经营预算，与上年比不比" = flag();
        BUDGET_REASONS "budget-reasons" "一般公共预算支出合计、“三公”经费合计与年初预算的差异，写不写原因" = flag();
        STATE_CAPITAL_BALANCES "state-capital-balances" "国有资本经营预算的表逐项列不列年初、年末结转和结余" = flag()
            .note("列的，年初数就要写到科目（R0211）");
        AMOUNTS "amounts" "金额" = table(&amounts::SHAPE);
        RATES "rates" "占比、增减率、完成率" = table(&rates::SHAPE);
        PAGE "page" "页面" = table(&page::SHAPE);
        TABLES "tables" "各表相同的" = table(&tables::SHAPE);
        PART "part" "一个部分，按文件名" = Field::of(Kind::Tables(&part::SHAPE))
            .such_as("narrative");
        STATEMENT "statement" "一张表，按文件名" = Field::of(Kind::Tables(&statement::SHAPE))
            .such_as("income");
        OMITS "omits" "应公开而这种格式不单独印的，写依据" = table(&omits::SHAPE)
            .note("财政部格式的九张表和十一节说明，没有印、也没有写在这里的，核对时警告（R0615）");
        CHARTS "charts" "图" = table(&charts::SHAPE);
        FONTS "fonts" "各用途的字体，按优先次序" = table(&fonts::SHAPE)
            .note("只写要改的").unwritten("各版式共用的");
    }
}

shape! {
    /// The years whose reports a layout is for.
    years "years" "适用年度"
    {
        FROM "from" "起年" = Field::of(Kind::Year).such_as("2024").unwritten("不限");
        TO "to" "止年" = Field::of(Kind::Year).such_as("2026").unwritten("不限");
    }
}

shape! {
    /// How amounts are printed.
    amounts "amounts" "金额"
    {
        UNIT "unit" "金额的单位" = choice(units).such_as("万元");
        DIGITS "digits" "小数位数" = digits().such_as("2");
        TEXT "text" "句子里的" = table(&in_text::SHAPE);
        IN_TABLES "tables" "表里的" = table(&in_tables::SHAPE);
    }
}

shape! {
    /// How digits are written within sentences.
    in_text "amounts-text" "句子里的金额"
    {
        SEPARATORS "separators" "要不要千分位" = flag();
        ZERO "zero" "没有发生的印成什么" = choice(zeros_in_text);
    }
}

shape! {
    /// How digits are written within tables.
    in_tables "amounts-tables" "表里的金额"
    {
        SEPARATORS "separators" "要不要千分位" = flag();
        ZERO "zero" "没有发生的印成什么" = choice(zeros_in_tables).such_as("blank");
    }
}

shape! {
    /// How shares and rates are printed.
    rates "rates" "占比、增减率、完成率"
    {
        DIGITS "digits" "小数位数" = digits().such_as("2");
    }
}

shape! {
    /// What pages look like.
    page "page" "页面"
    {
        SIZE "size" "正文字号" = points().such_as("16");
        LINE_SPACING "line-spacing" "行距" = points().such_as("28");
        MARGINS "margins" "文字页的边距" = table(&margins::SHAPE);
        TABLE_MARGINS "table-margins" "表格页的边距" = table(&margins::SHAPE);
        PAGE_NUMBER "page-number" "页码的样子" = line().such_as("— 1 —");
        PAGE_NUMBER_OUTSIDE "page-number-outside" "页码单页居右、双页居左" = flag()
            .note("各空一字；不写的居中").unwritten("`false`");
    }
}

shape! {
    /// Margins of a page.
    margins "margins" "边距"
    {
        TOP "top" "上" = centimetres().such_as("2.54");
        BOTTOM "bottom" "下" = centimetres().such_as("2.54");
        LEFT "left" "左" = centimetres().such_as("3.16");
        RIGHT "right" "右" = centimetres().such_as("3.16");
    }
}

shape! {
    /// What stands above one part.
    part "part" "一个部分"
    {
        TITLE "title" "标题" = line().sometimes(OF_ITS_OWN).such_as("情况说明");
        HEADING "heading" "标题怎样写" = line().such_as("{标题}")
            .note("与别的部分写法不同的，如附件不编号");
    }
}

shape! {
    /// What all statements have.
    tables "tables" "各表相同的"
    {
        LABEL "label" "表号" = line().such_as("公开{序号}表").note("没有的写 `\"\"`");
        EMPTY_NOTE "empty-note" "没有数据时表下的说明" = line()
            .such_as("说明：本表无数据").note("没有的写 `\"\"`");
    }
}

shape! {
    /// What stands above and below one statement.
    statement "statement" "一张表" plus [tables::SHAPE]
    {
        TITLE "title" "表名" = line().sometimes(OF_ITS_OWN).such_as("收入决算表");
        NOTES "notes" "注" = list().such_as("注：本表反映{部门}本年度取得的各项收入情况。");
    }
}

shape! {
    /// What the form does not print.
    omits "omits" "不单独印的"
    {
        STATEMENTS "statements" "不印的表" = table(&omitted_statements::SHAPE);
        SECTIONS_LEFT_OUT "sections" "不印的节" = table(&omitted_sections::SHAPE);
    }
}

shape! {
    /// Statements that the form does not print, each with why.
    omitted_statements "omitted-statements" "不印的表，各写依据" each disclosed;
    {}
}

shape! {
    /// Sections that the form does not print, each with why.
    omitted_sections "omitted-sections" "不印的节，各写依据" each sections;
    {}
}

shape! {
    /// Which charts are shown.
    charts "charts" "图"
    {
        INCOME "income" "收入构成" = choice(shares).such_as("pie");
        EXPENDITURE "expenditure" "支出构成" = choice(shares).such_as("pie");
        GENERAL "general" "一般公共预算支出构成" = choice(shares).such_as("bar");
        YEARS "years" "与上年对比" = flag();
        BUDGET "budget" "预算与决算对比" = flag();
        THREE_PUBLIC "three-public" "历年“三公”经费" = flag();
    }
}

shape! {
    /// Families by role.
    fonts "fonts" "各用途的字体"
    {
        TITLE "title" "小标宋：封面和标题" = list().such_as("FZXiaoBiaoSong-B05S");
        HEADING "heading" "黑体：一级标题" = list().such_as("SimHei");
        SUBHEADING "subheading" "楷体：二级标题" = list().such_as("KaiTi_GB2312");
        BODY "body" "仿宋：正文" = list().such_as("FangSong_GB2312");
        TABLE "table" "宋体：表格" = list().such_as("SimSun");
        DIGITS "digits" "表格数字" = list().such_as("Times New Roman");
    }
}

/// Several words.
const fn list() -> Field {
    Field::of(Kind::List("文字"))
}

/// How many decimals there are.
const fn digits() -> Field {
    let wanted = "小数的位数（0 到 6 的整数）";
    Field::of(Kind::Whole { least: 0, most: 6, unit: "位", wanted })
}

/// A length in points.
const fn points() -> Field {
    Field::of(Kind::Number {
        least: 90,
        most: Some(720),
        decimals: Some(2),
        unit: "磅",
        wanted: "磅数（9 到 72，最多两位小数）",
    })
}

/// A length in centimetres.
const fn centimetres() -> Field {
    Field::of(Kind::Number {
        least: 5,
        most: Some(80),
        decimals: Some(3),
        unit: "厘米",
        wanted: "厘米数（0.5 到 8，最多三位小数）",
    })
}

/// Words with what they mean.
fn listed(choices: &[(&'static str, &'static str)]) -> Vec<Choice> {
    choices.iter().map(|(key, term)| Choice { key, term }).collect()
}

/// The levels at which accounts are explained.
fn levels() -> Vec<Choice> {
    listed(&[("class", "类"), ("item", "项")])
}

/// The units of amounts.
fn units() -> Vec<Choice> {
    listed(&[("元", "元"), ("万元", "一万元"), ("亿元", "一亿元")])
}

/// What stands for nothing within sentences: blank would leave a unit and no number.
fn zeros_in_text() -> Vec<Choice> {
    listed(&[("0", "一个零"), ("0.00", "零，小数补足")])
}

/// What stands for nothing within tables.
fn zeros_in_tables() -> Vec<Choice> {
    [zeros_in_text(), listed(&[("blank", "空白")])].concat()
}

/// How shares are drawn.
fn shares() -> Vec<Choice> {
    listed(&[("none", "不要"), ("pie", "饼图"), ("bar", "条形图")])
}

/// A reason for each statement that has to be disclosed.
fn disclosed() -> &'static [Field] {
    each!(
        Statement::ALL
            .iter()
            .filter(|statement| !statement.disclosed_by().is_empty())
            .map(|statement| reason().named(statement.file(), statement.title()))
    )
}

/// A reason for each section that has to be disclosed.
fn sections() -> &'static [Field] {
    each!(SECTIONS.iter().map(|(file, title)| reason().named(file, title)))
}

/// Why something is not printed.
const fn reason() -> Field {
    words().such_as("本市的格式没有这一项（某财〔2024〕3号）")
}
