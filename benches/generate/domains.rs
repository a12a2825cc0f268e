//! The kinds of units, and the names of places.

/// What a kind of unit does, and where its expenditure is entered.
pub(crate) struct Domain {
    /// The end of the unit's name.
    pub(crate) name: &'static str,
    /// `kind` in unit.toml.
    pub(crate) kind: &'static str,
    /// `nature` in unit.toml.
    pub(crate) nature: &'static str,
    /// The item of its basic expenditure.
    pub(crate) main: &'static str,
    /// The items of its projects.
    pub(crate) items: &'static [&'static str],
    /// The item of its projects from a government fund.
    pub(crate) fund_item: &'static str,
    /// Its work, as sentences name it.
    pub(crate) work: &'static str,
    /// Whom it serves.
    pub(crate) people: &'static str,
    /// Its departments.
    pub(crate) offices: &'static str,
}

impl Domain {
    /// Whether it is an agency of government, which has operating expense of agencies.
    pub(crate) fn agency(&self) -> bool {
        self.nature != "institution"
    }

    /// The item of its medical insurance.
    pub(crate) fn medical(&self) -> &'static str {
        if self.agency() { "2101101" } else { "2101102" }
    }
}

/// The kinds of units.
pub(crate) const DOMAINS: &[Domain] = &[
    Domain {
        name: "社会保险中心",
        kind: "unit",
        nature: "institution",
        main: "2080109",
        items: &["2080109", "2080107", "2080199"],
        fund_item: "2120899",
        work: "社会保险经办",
        people: "参保群众",
        offices: "征缴室、待遇一室、待遇二室、稽核风控室、综合办公室",
    },
    Domain {
        name: "档案馆",
        kind: "unit",
        nature: "civil-service-managed",
        main: "2012604",
        items: &["2012604", "2012699"],
        fund_item: "2120899",
        work: "档案保管利用",
        people: "查档群众",
        offices: "办公室、收集整理股、保管利用股、信息技术股",
    },
    Domain {
        name: "图书馆",
        kind: "unit",
        nature: "institution",
        main: "2070104",
        items: &["2070104", "2070109", "2070199"],
        fund_item: "2120899",
        work: "公共阅读服务",
        people: "读者",
        offices: "办公室、采编部、借阅部、辅导部、地方文献室",
    },
    Domain {
        name: "第一中学",
        kind: "unit",
        nature: "institution",
        main: "2050204",
        items: &["2050204", "2050203", "2050299"],
        fund_item: "2120899",
        work: "高中教育教学",
        people: "学生和家长",
        offices: "办公室、教务处、德育处、总务处、教研室",
    },
    Domain {
        name: "实验小学",
        kind: "unit",
        nature: "institution",
        main: "2050202",
        items: &["2050202", "2050299"],
        fund_item: "2120899",
        work: "小学教育教学",
        people: "学生和家长",
        offices: "办公室、教导处、德育处、后勤处、少先队大队部",
    },
    Domain {
        name: "农业农村局",
        kind: "department",
        nature: "administrative",
        main: "2130101",
        items: &["2130106", "2130108", "2130110", "2130122", "2130199"],
        fund_item: "2120803",
        work: "农业生产服务",
        people: "农户",
        offices: "办公室、计划财务股、种植业股、畜牧股、农田建设股、乡村产业股",
    },
    Domain {
        name: "水利局",
        kind: "department",
        nature: "administrative",
        main: "2130301",
        items: &["2130306", "2130310", "2130399"],
        fund_item: "2120803",
        work: "水利设施管护",
        people: "用水户",
        offices: "办公室、规划财务股、水政水资源股、工程建设股、水土保持股",
    },
    Domain {
        name: "疾病预防控制中心",
        kind: "unit",
        nature: "institution",
        main: "2100401",
        items: &["2100401", "2100408", "2100409"],
        fund_item: "2120899",
        work: "疾病预防控制",
        people: "居民",
        offices: "办公室、传染病防制科、免疫规划科、慢病科、检验科",
    },
    Domain {
        name: "城市管理局",
        kind: "department",
        nature: "administrative",
        main: "2120101",
        items: &["2120104", "2120199"],
        fund_item: "2120803",
        work: "城市管理执法",
        people: "市民",
        offices: "办公室、法制股、市容管理股、市政公用股、执法大队",
    },
    Domain {
        name: "文化馆",
        kind: "unit",
        nature: "institution",
        main: "2070109",
        items: &["2070109", "2070110", "2070199"],
        fund_item: "2120899",
        work: "群众文化服务",
        people: "群众",
        offices: "办公室、文艺辅导部、非遗保护部、活动策划部",
    },
];

/// First characters of places.
const FIRST: [&str; 32] = [
    "云", "石", "青", "永", "岚", "松", "柏", "梅", "桐", "榆", "槐", "柳", "杏", "枫", "竹", "荷",
    "霞", "雪", "霜", "露", "星", "月", "晨", "晓", "金", "银", "玉", "珠", "翠", "碧", "丹", "紫",
];

/// Second characters of places.
const SECOND: [&str; 32] = [
    "川", "陵", "源", "泉", "溪", "湖", "湾", "洲", "坪", "岭", "峰", "谷", "原", "野", "田", "园",
    "桥", "渡", "关", "门", "台", "堡", "寨", "屯", "店", "铺", "集", "塘", "浦", "港", "沟", "崖",
];

/// Third characters of places.
const THIRD: [&str; 4] = ["", "东", "南", "新"];

/// What a place is.
const RANK: [&str; 3] = ["县", "区", "市"];

/// How many units have names of their own.
pub(crate) const NAMES: usize =
    DOMAINS.len() * RANK.len() * FIRST.len() * SECOND.len() * THIRD.len();

/// The kind of a unit, its place, and the first character of the place.
pub(crate) fn named(unit: usize) -> (&'static Domain, String, &'static str) {
    let domain = &DOMAINS[unit % DOMAINS.len()];
    let place = unit / DOMAINS.len();
    let rank = RANK[place % RANK.len()];
    let place = place / RANK.len();
    let first = FIRST[place % FIRST.len()];
    let place = place / FIRST.len();
    let second = SECOND[(place * 7 + unit / 30) % SECOND.len()];
    let third = THIRD[place / SECOND.len() % THIRD.len()];
    (domain, format!("{third}{first}{second}{rank}"), first)
}
