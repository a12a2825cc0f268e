//! Projects: what they are for, what they cost, how they were carried out.

use crate::generate::domains::Domain;
use crate::generate::money::Cents;
use crate::generate::random::Random;

/// A kind of projects; the sentences take the words in braces.
pub(crate) struct Kind {
    /// What such projects are called, and what they are about.
    pub(crate) subjects: &'static [(&'static str, &'static str)],
    /// The economic classification of the expenditure.
    pub(crate) economic: &'static str,
    /// The name of the indicator of quantity.
    pub(crate) counted: &'static str,
    /// What is counted.
    pub(crate) measure: &'static str,
    /// How many there may be.
    quantity: (i64, i64),
    /// What one may cost, in tens of yuan.
    tens: (i64, i64),
    /// How many times a year it is paid.
    pub(crate) times: i64,
    /// What the project is.
    pub(crate) overview: &'static str,
    /// How it is to be carried out.
    pub(crate) plan: &'static str,
    /// What it brought.
    pub(crate) benefits: &'static str,
}

/// The kinds of projects.
const KINDS: &[Kind] = &[
    Kind {
        subjects: &[
            ("业务代办员补助", "业务代办员"),
            ("特殊岗位人员津贴", "特殊岗位人员"),
            ("困难对象生活补助", "困难对象"),
            ("基层协管员劳务补助", "基层协管员"),
        ],
        economic: "30305",
        counted: "补助人数",
        measure: "人",
        quantity: (12, 960),
        tens: (5, 90),
        times: 12,
        overview: "按照每人每月{price}元的标准，对{planned}名{thing}发放补助，{planned}人×{price}元×12个月={budget}元，列入{year}年年初预算。补助对象由各乡镇（街道）初审、本单位复核，按季度公示后发放到个人账户，不经中间环节。补助标准按照上级文件执行，没有自行提高或者降低。",
        plan: "每季度第一个月核定人数、编制发放表，第二个月公示，第三个月底前发放到位；对新增、退出的人员按月调整，年底前与各乡镇（街道）对账，做到账、册、人三相符。",
        benefits: "补助资金按时足额发放，稳定了{thing}的收入预期，{work}在基层有人管、有人办，{people}办事少跑路。",
    },
    Kind {
        subjects: &[
            ("办公设备购置", "办公设备"),
            ("专用设备购置", "专用设备"),
            ("安全防护设备更新", "安全防护设备"),
            ("应急设备购置", "应急设备"),
        ],
        economic: "31002",
        counted: "购置数量",
        measure: "台",
        quantity: (11, 90),
        tens: (120, 1900),
        times: 1,
        overview: "为满足{work}需要，{year}年计划购置{thing}{planned}台，平均每台{price}元，{planned}台×{price}元={budget}元。现有设备使用年限较长，故障较多，维修费用逐年上升，已经不能满足日常工作的需要；购置前对存量资产进行了清查，能调剂使用的优先调剂。",
        plan: "一季度完成需求论证和政府采购计划备案，二季度完成采购并签订合同，三季度完成到货、安装、调试和验收，四季度办理固定资产入账并支付合同尾款。",
        benefits: "{thing}投入使用后，业务办理时间明显缩短，设备故障明显减少，{people}等候的时间也相应缩短，{work}的保障能力得到提高。",
    },
    Kind {
        subjects: &[
            ("业务工作经费", "业务工作"),
            ("专项督查经费", "专项督查"),
            ("调查统计经费", "调查统计"),
            ("宣传资料印制经费", "宣传资料印制"),
        ],
        economic: "30201",
        counted: "开展次数",
        measure: "次",
        quantity: (12, 120),
        tens: (60, 800),
        times: 1,
        overview: "{thing}是{work}的经常性任务，{year}年计划开展{planned}次，每次{price}元，{planned}次×{price}元={budget}元，主要用于印刷、邮电、差旅和必要的办公耗材。经费按照预算管理规定据实列支，不用于人员工资、公务接待和公务用车。",
        plan: "年初制定工作方案，按月分解任务，每月开展一到两次，做到有记录、有台账、有反馈；半年进行一次小结，年底形成总结报告，对发现的问题逐项落实整改。",
        benefits: "通过{thing}，及时掌握了基层情况，解决了一批{people}反映集中的问题，政策知晓面进一步扩大，{work}的基础更加扎实。",
    },
    Kind {
        subjects: &[
            ("业务培训", "业务人员"),
            ("政策宣讲", "政策宣讲"),
            ("岗位技能竞赛", "岗位技能"),
            ("骨干人员轮训", "骨干人员"),
        ],
        economic: "30216",
        counted: "举办期数",
        measure: "期",
        quantity: (11, 40),
        tens: (150, 2400),
        times: 1,
        overview: "围绕{work}的重点任务，{year}年计划举办{thing}培训活动{planned}期，每期{price}元，{planned}期×{price}元={budget}元，用于师资费、场地费、资料费和学员食宿。培训对象为本单位和基层的在岗人员，内容以新政策、新流程和典型案例为主。",
        plan: "二季度集中举办面向基层的各期，三季度举办面向业务骨干的各期，四季度组织考试和效果评估；每期结束后收集意见，下一期及时改进内容和形式。",
        benefits: "参加培训人员的业务能力普遍提高，办理业务的差错明显减少，基层队伍更加稳定，{people}对窗口服务的评价进一步提高。",
    },
    Kind {
        subjects: &[
            ("办公用房维修改造", "办公用房"),
            ("供暖设施维修改造", "供暖设施"),
            ("消防设施维修改造", "消防设施"),
            ("屋面防水维修改造", "屋面防水"),
        ],
        economic: "30213",
        counted: "维修面积",
        measure: "平方米",
        quantity: (200, 3600),
        tens: (6, 60),
        times: 1,
        overview: "{thing}建成时间较早，存在安全隐患，{year}年计划维修改造{planned}平方米，综合单价每平方米{price}元，{planned}平方米×{price}元={budget}元。工程内容包括拆除、更换和修复，不新增建筑面积，不提高装修标准，施工期间{work}正常进行。",
        plan: "一季度完成勘察、设计和预算评审，二季度完成招标并开工，三季度完工并组织竣工验收，四季度完成结算审核和资金支付，质量保证金按合同约定留存。",
        benefits: "消除了{thing}的安全隐患，改善了办公和服务环境，冬季能耗有所下降，为{people}提供了安全、整洁的办事场所。",
    },
    Kind {
        subjects: &[
            ("信息系统运行维护", "信息系统"),
            ("业务系统升级改造", "业务系统"),
            ("网络安全等级保护测评", "网络安全"),
            ("数据整理与备份", "业务数据"),
        ],
        economic: "30227",
        counted: "完成模块数",
        measure: "个",
        quantity: (11, 48),
        tens: (300, 2800),
        times: 1,
        overview: "{thing}是{work}的重要支撑，{year}年计划完成{planned}个模块，每个{price}元，{planned}个×{price}元={budget}元，委托具有相应资质的单位实施。项目内容包括日常巡检、故障处理、漏洞修补和数据备份，不含硬件购置。",
        plan: "一季度确定服务单位并签订合同，按季度巡检并出具报告，重要时期安排人员值守，发现问题在规定的时限内处理完毕；年底组织验收，并对服务质量进行考核。",
        benefits: "{thing}全年运行平稳，没有发生重大故障和信息泄露，业务网上办理更加顺畅，{people}可以就近办、随时办。",
    },
];

/// A project as it was carried out.
pub(crate) struct Project {
    /// What kind it is.
    pub(crate) kind: &'static Kind,
    /// What it is about.
    pub(crate) thing: &'static str,
    /// Its full name.
    pub(crate) name: String,
    /// The item that its expenditure is entered in.
    pub(crate) item: &'static str,
    /// Whether a government fund pays for it.
    pub(crate) fund: bool,
    /// How many were planned.
    pub(crate) planned: i64,
    /// How many were done.
    pub(crate) done: i64,
    /// What one costs, in yuan.
    pub(crate) price: i64,
}

impl Project {
    /// So many different projects of a unit.
    pub(crate) fn some(
        count: usize,
        domain: &Domain,
        year: u16,
        funds: bool,
        random: &mut Random,
    ) -> Vec<Self> {
        let subjects: Vec<(&'static Kind, &(&'static str, &'static str))> = KINDS
            .iter()
            .flat_map(|kind| kind.subjects.iter().map(move |subject| (kind, subject)))
            .collect();
        let order = random.order(subjects.len());
        let chosen = order.into_iter().take(count).map(|index| subjects[index]);
        chosen
            .enumerate()
            .map(|(number, (kind, (subject, thing)))| {
                let planned = random.within(kind.quantity.0, kind.quantity.1);
                // Some fall short of their plan, a few by a lot.
                let lost = if random.chance(30) {
                    random.within(planned / 20 + 1, planned / 5)
                } else {
                    0
                };
                let fund = funds && number % 4 == 3;
                Self {
                    kind,
                    thing,
                    name: format!("{year}年{}{subject}", domain.work),
                    item: if fund { domain.fund_item } else { *random.one(domain.items) },
                    fund,
                    planned,
                    done: planned - lost,
                    price: random.within(kind.tens.0, kind.tens.1) * 10,
                }
            })
            .collect()
    }

    /// What was granted.
    pub(crate) fn budget(&self) -> Cents {
        Cents(self.planned * self.price * self.kind.times * 100)
    }

    /// What was spent.
    pub(crate) fn executed(&self) -> Cents {
        Cents(self.done * self.price * self.kind.times * 100)
    }
}
