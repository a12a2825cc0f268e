//! 金额单位

use crate::check::evidence::Evidence;
use crate::check::units::Clue;
use crate::check::verdict::Verdict;
use crate::problem::Problem;

/// How much clues weigh together that can hardly all be by chance.
const DECISIVE: u32 = 2;

/// At most so many clues are said in the first line.
const SAID: usize = 2;

/// R1201 error：金额不是按万元填写的
///
/// 数据里的金额一律写元。有两处以上互不相干的数，按元不可能、按万元就合理的，认为整个文件或整张表填成了万元：两项以上的工资、社会保险缴费、住房公积金全年不到 100 元，基本工资和绩效工资全年不到 500 元；经济分类大半的款全年不到 100 元；公用车辆每辆的运行维护费不到 50 元、购置费不到 200 元；出国每人次不到 50 元；接待每人次不到 1 元或每批次不到 5 元；基本支出平均每个工作人员不到 200 元（编制、实有人数取自文字；当年新设立的，50 元）；政府采购、一个科目的支出、绩效涉及的资金正好是另一处的一万分之一；文字里的金额正好是报告中一个数的一万倍；写了 rounded-to 而有的数比它的一半还小。
///
/// 为什么：报告印的单位是元或由元换算，整年按万元填写的，收支、两种分类、两个年度都平，别的规则看不出来，印出来却小了一万倍（常见差错 9）。
///
/// 例：基本工资全年 80.00 元，养车 1 辆全年运行维护费只有 4.50 元。
///
/// 怎么办：把按万元抄来的数乘以 10000；四舍五入到 0.01 万元的，写 rounded-to = 100。确实如此的写 [[accept]] 并说明理由。
pub(super) fn in_ten_thousands(evidence: &Evidence<'_>) -> Verdict {
    let clues = evidence.clues();
    let decisive = weight(clues) >= DECISIVE;
    Ok(decisive.then(|| finding(clues)).flatten().into_iter().collect())
}

/// R1202 warning：没有小得不合情理的金额
///
/// 同 R1201，只有一处的：也许只是这一个数、这一张表按万元填写，也许真是这么少。
///
/// 为什么：一张表、一个数填成万元，印出来就小了一万倍；金额很少的单位确实也有，所以只是警告（常见差错 9）。
///
/// 例：养车 3 辆，全年运行维护费只有 7.20 元。
///
/// 怎么办：核对提示的数是不是按万元填写；确实如此的写 [[accept]] 并说明理由。
pub(super) fn too_small_amount(evidence: &Evidence<'_>) -> Verdict {
    let clues = evidence.clues();
    let single = (1..DECISIVE).contains(&weight(clues));
    Ok(single.then(|| finding(clues)).flatten().into_iter().collect())
}

/// How much the clues of that unit weigh together for which they weigh most.
fn weight(clues: &[Clue]) -> u32 {
    let of = |member| {
        let own = clues.iter().filter(|clue| clue.member == member);
        own.map(|clue| clue.weight).sum()
    };
    clues.iter().map(|clue| of(clue.member)).max().unwrap_or_default()
}

/// The finding of some clues.
fn finding(clues: &[Clue]) -> Option<Problem> {
    let said: Vec<&str> = clues.iter().take(SAID).map(|clue| clue.said.as_str()).collect();
    let more = match clues.len() {
        few if few <= SAID => String::new(),
        many => format!("（共 {many} 处）"),
    };
    clues.first()?;
    let finding = Problem::finding(format!("金额疑为按万元填写：{}{more}", said.join("；")));
    let finding = clues.iter().fold(finding, |finding, clue| {
        let finding = match clue.member {
            Some(place) if finding.places.iter().all(|(other, _)| *other != place) => {
                finding.at(place, "这个单位的金额")
            }
            _ => finding,
        };
        finding.at(clue.place, clue.said.clone())
    });
    Some(
        finding
            .help("数据里的金额一律写元：按万元抄来的请乘以 10000，四舍五入到 0.01 万元的再写 rounded-to = 100")
            .help("确实如此的，写 [[accept]] 并说明理由"),
    )
}
