//! unit.toml.

use crate::generate::Unit;

/// The text of the file.
pub(super) fn of(unit: &Unit) -> String {
    let Unit { name, place, domain, .. } = unit;
    let (kind, nature, work, offices) = (domain.kind, domain.nature, domain.work, domain.offices);
    let people = domain.people;
    let level = if kind == "department" {
        "一级预算部门"
    } else {
        "二级预算单位，无下级预算单位"
    };
    format!(
        "# 单位信息
name = \"{name}\"
kind = \"{kind}\"
nature = \"{nature}\"

[profile]
duties = \"\"\"
{name}的主要职责是：贯彻落实国家和省、市关于{work}的法律、法规和政策，结合{place}实际制定具体办法并组织实施；负责制定{work}的年度计划、工作规程和服务标准，指导基层按照规程办理业务；负责{work}的日常管理、监督检查和统计分析；推进{work}的信息化建设，做好数据的采集、更新和安全保护；受理{people}的咨询、意见和建议，及时办理并答复；组织开展业务培训和政策宣传，提高工作人员的业务能力；负责本单位的财务、资产、档案和安全管理工作；承办上级交办的其他事项。
坚持以{people}的需要为出发点，按照公开、便民、高效的原则办理业务，自觉接受财政、审计和社会的监督。
\"\"\"
organization = \"\"\"
{name}属于{level}。内设机构包括：{offices}。
\"\"\"
"
    )
}
