//! Evaluation reports of projects.

use std::fmt::Write;

use crate::generate::money::{plain, share};
use crate::generate::projects::Project;
use crate::generate::random::Random;
use crate::generate::{Unit, YEAR};

/// An evaluation report.
pub(super) struct Evaluation {
    /// The text of the file.
    pub(super) toml: String,
    /// Its score, in hundredths.
    pub(super) score: i64,
}

/// An indicator.
struct Indicator {
    /// Its level one, level two and name.
    of: [String; 3],
    /// What was wanted, and what came out.
    values: [String; 2],
    /// Its weight and its score, in hundredths.
    weight: i64,
    /// See there.
    score: i64,
    /// Why it fell short.
    deviation: &'static str,
}

/// The report of a unit's project.
pub(super) fn of(unit: &mut Unit, index: usize) -> Evaluation {
    let project = &unit.projects[index];
    let random = &mut unit.random;
    let execution = share(10, project.executed().0, project.budget().0);
    let satisfied = random.within(91, 99);
    let indicators = indicators(project, unit.domain.work, unit.domain.people, satisfied, random);
    let score = execution + indicators.iter().map(|indicator| indicator.score).sum::<i64>();
    let words = Words { project, unit: &unit.name, short: unit.short, satisfied };
    let toml = words.toml(unit.domain.work, unit.domain.people, execution, &indicators, random);
    Evaluation { toml, score }
}

/// The indicators: output 50, benefit 30, satisfaction 10.
fn indicators(
    project: &Project,
    work: &str,
    people: &str,
    satisfied: i64,
    random: &mut Random,
) -> Vec<Indicator> {
    let Project { kind, planned, done, thing, .. } = project;
    let met = |of: [&str; 3], value: &str, weight: i64| Indicator {
        of: of.map(str::to_owned),
        values: [value.to_owned(), "达成预期指标".to_owned()],
        weight: weight * 100,
        score: weight * 100,
        deviation: "",
    };
    let mut all = vec![Indicator {
        of: ["产出指标".to_owned(), "数量指标".to_owned(), kind.counted.to_owned()],
        values: [format!("≥{planned}{}", kind.measure), format!("{done}{}", kind.measure)],
        weight: 1500,
        score: share(15, *done, *planned),
        deviation: if done < planned {
            "受客观条件限制，部分任务没有按计划完成，下一年度提前部署、加快进度"
        } else {
            ""
        },
    }];
    let more = random.within(1, 4);
    let quality = ["验收合格率", "台账完整率", "资料归档率", "公示覆盖率"];
    for name in quality.iter().take(more as usize) {
        let mut one = met(["产出指标", "质量指标", name], "=100%", 0);
        one.values[1] = "100%".to_owned();
        all.push(one);
    }
    spread(&mut all[1..], 1500);
    all.push(met(["产出指标", "时效指标", "任务完成及时性"], "按计划时间完成", 5));
    all.push(met(["产出指标", "时效指标", "资金支付及时性"], "按合同和规定支付", 5));
    let budget = project.budget();
    let cost = Indicator {
        of: ["产出指标".to_owned(), "成本指标".to_owned(), "项目总成本".to_owned()],
        values: [format!("≤{}元", budget.words()), format!("{}元", project.executed().words())],
        weight: 1000,
        score: 1000,
        deviation: "",
    };
    all.push(cost);
    let benefits = all.len();
    for (level, name, value) in [
        ("社会效益指标", format!("{work}服务水平"), "明显提高"),
        ("可持续影响指标", format!("{thing}长效管理机制"), "逐步健全"),
        ("经济效益指标", format!("{people}办事成本"), "有所降低"),
    ]
    .into_iter()
    .take(random.within(1, 3) as usize)
    {
        all.push(met(["效益指标", level, &name], value, 0));
    }
    spread(&mut all[benefits..], 3000);
    let mut last =
        met(["满意度指标", "服务对象满意度指标", &format!("{people}满意度")], "≥90%", 10);
    last.values[1] = format!("{satisfied}%");
    all.push(last);
    all
}

/// Spreads a weight over some indicators that were met.
fn spread(indicators: &mut [Indicator], weight: i64) {
    let count = indicators.len() as i64;
    let each = weight / count / 100 * 100;
    for indicator in indicators.iter_mut() {
        (indicator.weight, indicator.score) = (each, each);
    }
    if let Some(first) = indicators.first_mut() {
        first.weight += weight - each * count;
        first.score = first.weight;
    }
}

/// What the sentences are about.
struct Words<'a> {
    /// The project.
    project: &'a Project,
    /// The unit's name.
    unit: &'a str,
    /// How documents of its place are numbered.
    short: &'a str,
    /// How many of a hundred were satisfied.
    satisfied: i64,
}

impl Words<'_> {
    /// The text of the file.
    fn toml(
        &self,
        work: &str,
        people: &str,
        execution: i64,
        indicators: &[Indicator],
        random: &mut Random,
    ) -> String {
        let Project { kind, name, planned, done, price, thing, .. } = self.project;
        let (unit, satisfied, short) = (self.unit, self.satisfied, self.short);
        let (budget, executed) = (self.project.budget(), self.project.executed());
        let saved = budget - executed;
        let rate = plain(share(100, executed.0, budget.0));
        let measure = kind.measure;
        let fill = |template: &str| {
            template
                .replace("{price}", &price.to_string())
                .replace("{planned}", &planned.to_string())
                .replace("{budget}", &budget.words())
                .replace("{thing}", thing)
                .replace("{work}", work)
                .replace("{people}", people)
                .replace("{year}", &YEAR.to_string())
        };
        let (overview, plan, benefits) =
            (fill(kind.overview), fill(kind.plan), fill(kind.benefits));
        let left = if saved.is_zero() {
            String::new()
        } else {
            format!("，结余{}元按规定由财政收回", saved.words())
        };
        let source = if self.project.fund { "政府性基金" } else { "市县区财政资金" };
        let document = random.within(3, 98);
        let experience = random.one(&EXPERIENCE).replace("{work}", work);
        let problems = random.one(&PROBLEMS).replace("{work}", work);
        let measures = random.one(&MEASURES).replace("{people}", people);
        let mut text = format!(
            "# 项目支出绩效自评报告：{name}
name = \"{name}\"
overview = \"\"\"
{overview}\"\"\"
basis = \"《关于下达{YEAR}年部门预算的通知》（{short}财预〔{YEAR}〕{document}号），以及上级关于{work}的有关规定。\"
necessity = \"{thing}是做好{work}的重要基础，关系{people}的切身利益。实施本项目，有利于落实上级政策，补齐工作短板，保障各项业务持续、稳定开展，对于提高公共服务水平十分必要。\"
safeguards = \"由{unit}主要负责人负总责，分管负责人具体抓落实；执行财务管理、政府采购、资产管理和内部控制制度，资金专款专用，按进度支付；关键环节集体研究决定，接受财政和审计部门的监督。\"
period-goal = \"通过项目实施，{work}的条件进一步改善，管理更加规范，{people}的满意度稳步提高，形成可持续的长效机制。\"
annual-goal = \"{YEAR}年完成{planned}{measure}的年度任务，质量达到规定的标准，资金按规定支付，{people}满意度达到90%以上。\"
plan = \"{plan}\"
execution-score = {}
funds = [
  {{ source = \"{source}\", requested = {budget}, approved = {budget}, full-year = {budget}, executed = {executed} }},
]
indicators = [
",
            plain(execution)
        );
        for indicator in indicators {
            indicator.write(&mut text);
        }
        let executed = executed.words();
        let _ = write!(
            text,
            "]
achieved = \"{YEAR}年实际完成{done}{measure}，全年支出{executed}元，各项工作按照计划推进，资金使用符合预算和财务制度的规定，项目的主要目标已经实现。\"
execution = \"本项目全年预算数{}元，全年执行数{executed}元，预算执行率{rate}%{left}。资金由财政直接支付，手续齐全，账目清楚。\"
outputs = \"数量方面，完成{done}{measure}；质量方面，经检查验收符合要求；时效方面，按照计划的时间节点推进；成本方面，控制在预算以内。\"
benefits = \"{benefits}\"
satisfaction = \"通过问卷和回访了解，{people}满意度为{satisfied}%，高于年初确定的目标。\"
experience = \"{experience}\"
problems = \"{problems}\"
measures = \"{measures}\"
",
            budget.words()
        );
        text
    }
}

impl Indicator {
    /// Writes its row.
    fn write(&self, text: &mut String) {
        let [one, two, name] = &self.of;
        let [goal, actual] = &self.values;
        let (weight, score) = (plain(self.weight), plain(self.score));
        let deviation = if self.deviation.is_empty() {
            String::new()
        } else {
            format!(", deviation = \"{}\"", self.deviation)
        };
        let _ = writeln!(
            text,
            "  {{ level-one = \"{one}\", level-two = \"{two}\", name = \"{name}\", initial = \"{goal}\", adjusted = \"{goal}\", actual = \"{actual}\", weight = {weight}, score = {score}{deviation} }},"
        );
    }
}

/// What went well.
const EXPERIENCE: [&str; 4] = [
    "一是加强组织领导，成立了由单位负责人任组长、相关科室负责人为成员的工作小组，统筹协调项目的实施；二是强化全程管控，编制详细方案，稳步推进落实，通过事前、事中、事后的质量控制，确保绩效目标顺利完成；三是坚持公开透明，主动接受监督。",
    "一是坚持问题导向，围绕{work}的薄弱环节确定工作重点；二是明确责任分工，把任务落实到岗位和个人，每月调度一次进展；三是注重过程资料的收集，做到有据可查，为绩效评价打下基础。",
    "一是前期论证充分，需求来自基层和服务对象，避免了重复建设和资金浪费；二是严格执行政府采购和合同管理制度，规范支付流程；三是及时总结推广好的做法，带动{work}整体水平提高。",
    "一是把绩效理念融入预算编制、执行、监督的全过程，目标明确、措施具体；二是加强部门之间的沟通配合，形成了工作合力；三是建立定期检查和通报制度，对进度偏慢的环节及时督促。",
];

/// What did not.
const PROBLEMS: [&str; 4] = [
    "一是绩效指标设置还不够科学，个别指标的目标值偏低；二是项目前期准备时间较长，上半年支出进度偏慢；三是日常资料的收集不够及时，对绩效评价有一定影响。",
    "一是{work}的业务骨干力量不足，一人多岗的情况比较普遍；二是项目管理的信息化手段不多，数据汇总主要依靠人工，效率不高；三是对基层的指导频次有待加密。",
    "一是部分工作人员对绩效管理的认识不够深入，重投入、轻管理的观念仍然存在；二是与其他部门的数据共享不够充分，{work}的效率受到影响；三是长效机制有待健全。",
    "一是宣传的覆盖面还不够广，部分服务对象对政策了解不多；二是项目后续管护的责任需要进一步明确；三是预算编制的精细化程度有待提高，与实际需求存在一定偏差。",
];

/// What will be done.
const MEASURES: [&str; 4] = [
    "一是科学设置绩效目标，提高指标的针对性和可衡量性；二是提前做好项目前期工作，加快支出进度；三是建立绩效资料的日常归集制度，明确专人负责；四是把评价结果与下一年度预算安排挂钩。",
    "一是加强业务培训和人员配备，提高工作人员的能力；二是加快信息化建设，减少人工环节；三是加大对基层的指导力度，定期深入现场，听取{people}的意见，及时改进工作。",
    "一是加强绩效管理的学习，增强全员的绩效意识；二是推动数据共享，优化业务流程，让{people}少跑腿；三是完善长效机制，明确管护责任，保证项目持续发挥效益。",
    "一是创新宣传方式，利用多种渠道扩大政策知晓面；二是落实后续管护的责任和经费，定期检查；三是细化预算编制，做好需求调查和成本测算，使预算安排更加符合{people}的实际需要。",
];
