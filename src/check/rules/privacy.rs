//! 个人信息和保密

use crate::check::evidence::Evidence;
use crate::check::verdict::Verdict;
use crate::check::words::marks::{Mark, gather};
use crate::check::words::passage::Passage;
use crate::check::words::private::{
    ACCOUNT, ADDRESS, IDENTITY, INTERNAL, PERSON, Private, SECRECY, TELEPHONE,
};
use crate::problem::Problem;

/// R1101 error：没有居民身份证号
///
/// 文字中单独的 18 位号码，地区、出生日期和校验码都合乎 GB 11643 的，就是身份证号。随报告离开单位的字都看：各段文字、用到的科目名称、单位名称、输出的文件名、
/// 版式的设置；写了 `attach = "source"` 的，还有数据文件里的注、理由，和文件夹、文件的名字。版式自己写上去的字，`build` 排好以后再看一遍。
///
/// 为什么：身份证号是个人信息，不能公开（勾稽 27；常见差错 20）。
///
/// 例：自评报告的概况中列出领取补助人员的姓名和身份证号。
///
/// 怎么办：删去；要说明人数的，只写人数。
pub(super) fn identity_number(evidence: &Evidence<'_>) -> Verdict {
    Ok(findings(evidence, &IDENTITY))
}

/// R1102 error：没有手机号码
///
/// 文字中单独的 11 位手机号码，连写的和用空格、短横分开的都算。金额、人次中的数不算；单位的座机不算。看哪些字，同 R1101。
///
/// 为什么：个人的手机号码是个人信息，不能公开（勾稽 27；常见差错 20）。
///
/// 例：“联系人电话：138…”
///
/// 怎么办：删去，或改成单位的座机。
pub(super) fn mobile_number(evidence: &Evidence<'_>) -> Verdict {
    Ok(findings(evidence, &TELEPHONE))
}

/// R1103 error：没有银行卡号、账号
///
/// 文字中单独的 16—19 位号码，校验码合乎银行卡规则的；以及“账号”“卡号”后面的号码。看哪些字，同 R1101。
///
/// 为什么：银行账户是个人、单位的资金信息，不能公开（勾稽 27；常见差错 20）。
///
/// 例：“打入个人银行卡，卡号：6222…”
///
/// 怎么办：删去。
pub(super) fn bank_number(evidence: &Evidence<'_>) -> Verdict {
    Ok(findings(evidence, &ACCOUNT))
}

/// R1104 warning：不写出领钱的人的姓名
///
/// 与金额连在一起的姓名（“王小明1200元”）、“姓名：”“户名：”“收款人：”后面的姓名，以及“王小明、李小红等11人”这样列出的姓名。只认常见的姓，认错的可能有，请核对。看哪些字，同 R1101。
///
/// 为什么：领取补助、抚恤的人和金额是个人信息，不应公开（勾稽 27；常见差错 20）。
///
/// 例：“发放遗属补助：王小明1200元、李四800元”
///
/// 怎么办：只写人数和合计金额；不是人名的，写 [[accept]]。
pub(super) fn personal_name(evidence: &Evidence<'_>) -> Verdict {
    Ok(findings(evidence, &PERSON))
}

/// R1105 warning：不写出个人的住址
///
/// “3号楼2单元501室”这样到户的地址，和“住址：”“家庭地址：”后面的地址。看哪些字，同 R1101。
///
/// 为什么：家庭住址是个人信息，不应公开（勾稽 27；常见差错 20）。
///
/// 例：“家住幸福小区3号楼2单元501室”
///
/// 怎么办：删去门牌号。
pub(super) fn home_address(evidence: &Evidence<'_>) -> Verdict {
    Ok(findings(evidence, &ADDRESS))
}

/// R1106 error：没有密级标志
///
/// “绝密★”“秘密★1年”“【机密】”“密级：秘密”这样的标志，以及标有密级的文件的文号（“…密〔2022〕3号”）。说保密工作、国家秘密、商业秘密的话不算。看哪些字，同 R1101。
///
/// 为什么：涉及国家秘密的不得公开；部分涉密的，删去涉密内容后公开（财预〔2016〕143号；勾稽 27；常见差错 20）。
///
/// 例：立项依据写“关于下达经费的通知（机密）”。
///
/// 怎么办：报保密机构审查；不能公开的内容删去。
pub(super) fn secrecy_marking(evidence: &Evidence<'_>) -> Verdict {
    Ok(findings(evidence, &SECRECY))
}

/// R1107 warning：没有内部资料的字样
///
/// “内部资料”“内部文件”“仅供内部”“内部使用”“不得外传”“不予公开”“注意保密”等字样。内部控制、内部审计、内设机构、内部资料性出版物不算。看哪些字，同 R1101。
///
/// 为什么：写着不公开的材料，不应放进公开的报告；照抄了内部材料的，要先改写（勾稽 27；常见差错 20）。
///
/// 例：“详见附件（内部资料，不得外传）”
///
/// 怎么办：核对能不能公开；能公开的删去这些字样，不能的删去内容。
pub(super) fn internal_material(evidence: &Evidence<'_>) -> Verdict {
    Ok(findings(evidence, &INTERNAL))
}

/// Findings of the words of a kind in all that leaves the office.
fn findings(evidence: &Evidence<'_>, private: &Private) -> Vec<Problem> {
    let marks = |passage: &Passage<'_>| {
        let found = private.found(&passage.text, passage.traits).into_iter();
        let label = match passage.aside {
            Some(aside) => format!("{}：{aside}", private.label),
            None => private.label.to_owned(),
        };
        found.map(|found| Mark::new(found.range, found.words, label.clone())).collect()
    };
    gather(
        evidence.leaving(),
        marks,
        |words| format!("文字中有{}：{words}", private.what),
        private.help,
    )
}
