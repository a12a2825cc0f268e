//! `juesuan layout new`: a layout that takes over another.

use crate::cli::layout::args::NewArgs;
use crate::cli::layout::{find, refuse, write_new};
use crate::cli::{Exit, show};
use crate::files::Files;
use crate::layout::{self, COMMON, FACTS_FORMAT, Layout};
use crate::problem::Problem;

/// What no name of a folder may have on some system, besides control characters.
const FORBIDDEN: &str = r#"/\:*?"<>|#'."#;

/// Makes the settings of a new layout.
pub(super) fn run(files: &Files, args: &NewArgs) -> Exit {
    make(files, args).err().unwrap_or(Exit::Done)
}

/// Makes the settings of a new layout, unless there is one of that name.
fn make(files: &Files, args: &NewArgs) -> Result<(), Exit> {
    let name = args.layout.as_str();
    check_new_name(files, name)?;
    let (base, _) = find(files, &args.extends)?;
    let title = args.title.as_deref().unwrap_or(&base.about.title);
    let path = format!("layouts/{name}/layout.toml");
    write_new(files, &path, settings(name, &base, title).as_bytes())?;
    show::result(&format!("已新建 {path}，沿用 {} 的全部文件和设置", base.name));
    show::result(&format!("要用它：在 juesuan.toml 或单位的 unit.toml 里写 layout = \"{name}\""));
    show::result(&format!(
        "要改一个文件：juesuan layout show {name} 列出文件，juesuan layout copy {name} 文件 复制到项目里"
    ));
    Ok(())
}

/// Refuses a name that cannot be a folder's, or is taken.
fn check_new_name(files: &Files, name: &str) -> Result<(), Exit> {
    let bad = name.chars().find(|c| FORBIDDEN.contains(*c) || c.is_control() || c.is_whitespace());
    if name.is_empty() || bad.is_some() || name == COMMON {
        let problem = Problem::error("bad-name", format!("“{name}”不能作版式的名字"))
            .help("用汉字、字母、数字和连字符，如 henan 或 本市；不能有空格、点、斜杠；common 是各版式共用的");
        return Err(refuse(problem));
    }
    if layout::names(files).contains(name)
        || !matches!(files.is_absent(format!("layouts/{name}")), Ok(true))
    {
        let problem =
            Problem::error("existing-layout", format!("已经有版式 {name} 了，没有改动它"))
                .help("请换一个名字");
        return Err(refuse(problem));
    }
    Ok(())
}

/// The settings of a new layout, explained.
fn settings(name: &str, base: &Layout, title: &str) -> String {
    let title = quoted(title);
    let below = &base.name;
    let region = quoted(&base.about.region);
    let list = |names: Vec<&str>| names.into_iter().map(quoted).collect::<Vec<_>>().join(", ");
    let parts = list(base.style.parts());
    let statements = list(base.style.statements());
    let sections = list(base.style.sections());
    format!(
        "# 版式 {name}：没有写的设置、没有放在这个文件夹里的文件，都用 {below} 的；要改哪一条，去掉行首的 #\n\
         name = \"{name}\"          # 与文件夹的名字相同\n\
         extends = \"{below}\"      # 沿用哪一种版式\n\
         facts-format = {FACTS_FORMAT}         # 照哪一版的事实写的\n\
         title = {title}\n\
         region = {region}\n\
         \n\
         # 适用年度：别的年度用它生成时有警告；不写的与 {below} 相同\n\
         # years = {{ from = 2024, to = 2026 }}\n\
         \n\
         # 封面上单位名称下面的报告名；{{年度}}、{{部门}}（部门或单位）、{{单位}} 由程序换\n\
         # report-title = \"{{年度}}年度{{部门}}决算公开\"\n\
         \n\
         # 各部分的次序：statements 是各表，narrative 是情况说明，其余是 parts 文件夹里的文件名；写了就要写全\n\
         # parts = [{parts}]\n\
         \n\
         # 部分的标题怎样写；不编号的写 \"{{标题}}\"\n\
         # part-heading = \"第{{序号}}部分 {{标题}}\"\n\
         \n\
         # 各表、各节的次序：statements、narrative 文件夹里的文件名；写了就要写全\n\
         # statements = [{statements}]\n\
         # sections = [{sections}]\n\
         \n\
         # 收入、支出各项中没有发生的列不列\n\
         # nil-items = true\n\
         \n\
         # 一般公共预算支出逐条说明到哪一级：class（类）或 item（项）；各条与两项小预算是否与上年比；合计与年初预算的差异是否写原因\n\
         # account-level = \"class\"\n\
         # account-changes = true\n\
         # budget-reasons = true\n\
         \n\
         # 国有资本经营预算的表是否逐项列年初、年末结转和结余\n\
         # state-capital-balances = true\n\
         \n\
         # 总表依次列出的支出功能分类各类；写了就要写全\n\
         # classes = [\"201\", \"202\"]\n\
         \n\
         # 金额：单位（元、万元、亿元）、小数位数；句子里和表里的千分位，零的写法（0、0.00，表里还有 blank 空白）\n\
         # [amounts]\n\
         # unit = \"万元\"\n\
         # digits = 2\n\
         # text = {{ separators = true, zero = \"0\" }}\n\
         # tables = {{ separators = true, zero = \"blank\" }}\n\
         \n\
         # 占比、增减率、完成率的小数位数\n\
         # [rates]\n\
         # digits = 2\n\
         \n\
         # 字号、行距（磅），文字页和表格页的边距（厘米），页码\n\
         # [page]\n\
         # size = 16\n\
         # line-spacing = 28\n\
         # margins = {{ top = 2.54, bottom = 2.54, left = 3.16, right = 3.16 }}\n\
         # table-margins = {{ top = 2.3, bottom = 2, left = 1.8, right = 1.8 }}\n\
         # page-number = \"— 1 —\"\n\
         # page-number-outside = true  # 单页居右、双页居左\n\
         \n\
         # 表号，没有数据时表下的说明；{{序号}} 换成 01、02……\n\
         # [tables]\n\
         # label = \"公开{{序号}}表\"\n\
         # empty-note = \"说明：本表无数据\"\n\
         \n\
         # 一个部分的标题，如情况说明\n\
         # [part.narrative]\n\
         # title = \"决算情况说明\"\n\
         \n\
         # 一张表的表名和注，如收入决算表\n\
         # [statement.income]\n\
         # title = \"收入决算表\"\n\
         # notes = [\"注：本表反映{{部门}}本年度取得的各项收入情况。\"]\n\
         \n\
         # 应公开的表和说明，当地的格式没有、另行公开或并入别处的，写依据；没有写的警告（R0615）\n\
         # [omits]\n\
         # statements = {{ three-public = \"“三公”经费另行公开（某财〔2024〕3号）\" }}\n\
         # sections = {{ income = \"并入收支总体情况说明\" }}\n\
         \n\
         # 图：构成的写 pie（饼图）、bar（条形图）或 none，其余的写 true 或 false\n\
         # [charts]\n\
         # income = \"pie\"            # 收入构成\n\
         # expenditure = \"pie\"       # 支出构成\n\
         # general = \"bar\"           # 一般公共预算支出构成\n\
         # years = true              # 与上年对比\n\
         # budget = true             # 预算与决算对比\n\
         # three-public = true       # 历年“三公”经费\n\
         \n\
         # 各用途的字体，按优先次序；只写要改的\n\
         # [fonts]\n\
         # body = [\"FangSong_GB2312\", \"FandolFang R\", \"Noto Serif SC\"]\n"
    )
}

/// Words as TOML writes them.
fn quoted(words: &str) -> String {
    // Escapes of JSON are TOML's as well.
    serde_json::Value::from(words.replace('\u{7f}', "")).to_string()
}
