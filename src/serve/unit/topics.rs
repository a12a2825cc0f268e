//! By which topics the fields of a report are filled in.

use crate::exchange::fill::Part;
use crate::model::unit::Kind;
use crate::serve::unit::at::OF_UNIT;
use crate::serve::unit::nothing::box_of;
use crate::serve::unit::{At, Found, Now};

/// A topic.
#[derive(Debug)]
pub(in crate::serve) struct Topic {
    /// Its name in addresses.
    pub slug: &'static str,
    /// What it is called.
    pub term: &'static str,
    /// What is said of it.
    pub said: &'static str,
    /// What it shows.
    pub shows: Shows,
    /// Where it stands in the list.
    pub group: u8,
}

/// What a topic shows.
#[derive(Debug, Clone, Copy)]
pub(in crate::serve) enum Shows {
    /// All that was found.
    Todo,
    /// Fields of the unit's file, and of the year's, by their keys at the top.
    Fields(&'static [&'static str], &'static [&'static str]),
    /// The self-evaluation reports.
    Evaluations,
    /// The figures of the year before: its file, or what the year's file says instead.
    LastYear,
    /// What is accepted.
    Accepted,
}

/// A topic of fields of the year's file.
const fn of_year(
    slug: &'static str,
    term: &'static str,
    keys: &'static [&'static str],
    said: &'static str,
) -> Topic {
    Topic { slug, term, said, shows: Shows::Fields(&[], keys), group: 1 }
}

/// All topics.
pub(in crate::serve) static TOPICS: [Topic; 21] = [
    Topic { slug: "todo", term: "待办", said: "", shows: Shows::Todo, group: 0 },
    Topic {
        shows: Shows::Fields(
            &["name", "kind", "nature", "established", "layout", "members", "profile"],
            &["year", "published", "approved", "rounded-to", "comparison-only", "profile"],
        ),
        ..of_year("profile", OF_UNIT, &[], "单位是什么，做什么，下面有哪些机构；年度和日期。")
    },
    of_year("income", "收入", &["income"], "一行一个项级科目，单位：元。合计由程序相加。"),
    of_year("expenditure", "支出", &["expenditure"], "一行一个项级科目、一种资金，单位：元。"),
    of_year(
        "outside",
        "部门以外的往来",
        &["outside"],
        "与部门以外的单位之间的补助和上缴，单位：元。",
    ),
    of_year(
        "economic",
        "经济分类",
        &["economic"],
        "只填一般公共预算财政拨款的支出，一行一个款级科目，单位：元。",
    ),
    of_year("carry-over", "结转和结余", &["carry-over"], "年初的结转和结余；年末的由程序算。"),
    of_year("budget", "年初预算", &["budget"], "只填财政拨款的预算，单位：元。"),
    of_year(
        "three-public",
        "“三公”经费",
        &["three-public"],
        "预算、人次、辆数、用途；决算数由经济分类得出。",
    ),
    of_year("procurement", "政府采购", &["procurement"], ""),
    of_year("assets", "国有资产", &["assets"], ""),
    of_year("operating", "机关运行经费", &["operating-expense"], "不填就是基本支出中的公用经费。"),
    of_year("performance", "预算绩效", &["performance"], ""),
    Topic {
        shows: Shows::Evaluations,
        ..of_year("evaluations", "项目自评", &[], "一页一份，点上面的名称换一份。")
    },
    of_year("reasons", "原因和用途", &["reasons"], "要人写的话。每句只写一次，句末标点由版式管。"),
    Topic {
        group: 2,
        ..of_year("control", "核对用合计", &["control"], "决算系统打印的合计，只用来核对。")
    },
    Topic { shows: Shows::LastYear, group: 2, ..of_year("prior", "上年数", &["prior"], "") },
    Topic {
        group: 2,
        ..of_year("names", "科目名称", &["names"], "目录里没有的编码，名称写在这里。")
    },
    Topic {
        group: 2,
        ..of_year(
            "extra",
            "自己的内容",
            &["extra"],
            "版式另外要印的内容，如监督索引号；有哪几项、代号是什么，看版式的说明。",
        )
    },
    Topic {
        group: 2,
        ..of_year(
            "corrections",
            "公开后的更正",
            &["corrections"],
            "公开以后每更正一次写一行：日期和原因。",
        )
    },
    Topic {
        shows: Shows::Accepted,
        group: 2,
        ..of_year(
            "accepted",
            "已接受",
            &["accept"],
            "写明理由接受了的结论；数或话一变，会重新提醒。",
        )
    },
];

/// The name in addresses of the self-evaluations, of which each is shown by itself.
const EVALUATIONS: &str = "evaluations";

/// The self-evaluation that a name in addresses shows, by the name of its file; none where it shows the first, or something else.
pub(in crate::serve) fn part_of(slug: &str) -> Option<&str> {
    slug.strip_prefix(EVALUATIONS)?.strip_prefix('-')
}

/// The name of a self-evaluation's file without its folder and ending.
pub(in crate::serve) fn stem_of(file: &str) -> Option<&str> {
    file.rsplit('/').next()?.strip_suffix(".toml")
}

impl Topic {
    /// The topic of a name in addresses, which may say of several files which one is shown.
    pub(in crate::serve) fn of(slug: &str) -> Option<&'static Self> {
        let slug = if part_of(slug).is_some() { EVALUATIONS } else { slug };
        TOPICS.iter().find(|topic| topic.slug == slug)
    }

    /// The name in addresses of what shows a field of a file.
    pub(in crate::serve) fn slug_of(&self, file: &str) -> String {
        match stem_of(file).filter(|_| self.slug == EVALUATIONS) {
            Some(stem) => format!("{EVALUATIONS}-{stem}"),
            None => self.slug.to_owned(),
        }
    }

    /// The topic where a field is filled in.
    pub(in crate::serve) fn at(now: &Now, at: &At) -> &'static Self {
        let part = now.slot(&at.file).and_then(|slot| slot.part(now.selected.year));
        Self::of_field(part, &at.path)
    }

    /// The topic where a field of a part of a report is filled in.
    pub(in crate::serve) fn of_field(part: Option<Part>, path: &str) -> &'static Self {
        let top = path.split(['.', '[']).next().unwrap_or_default();
        let found = TOPICS.iter().find(|topic| match (topic.shows, part) {
            (Shows::Fields(keys, _), Some(Part::Unit)) => keys.contains(&top) || top.is_empty(),
            (Shows::Fields(_, keys), Some(Part::Year)) => keys.contains(&top),
            (Shows::Evaluations, Some(Part::Evaluation)) => true,
            (Shows::LastYear, Some(Part::LastYear)) => true,
            (Shows::LastYear, Some(Part::Year)) => top == "prior",
            (Shows::Accepted, Some(Part::Year)) => top == "accept",
            (
                Shows::Fields(..)
                | Shows::Evaluations
                | Shows::LastYear
                | Shows::Accepted
                | Shows::Todo,
                _,
            ) => false,
        });
        found.unwrap_or(&TOPICS[0])
    }

    /// The topic of the list at which something that was found is counted besides all that is to be done; none where it is of no
    /// such topic.
    pub(in crate::serve) fn of_found(now: &Now, found: &Found) -> Option<&'static Self> {
        let topic = Self::at(now, found.at.as_ref()?);
        let is_listed = !matches!(topic.shows, Shows::Todo) && topic.applies(now);
        is_listed.then_some(topic)
    }

    /// Whether it is filled in also where nothing happened.
    pub(in crate::serve) fn may_be_nothing(&self) -> bool {
        box_of(self.slug).is_some()
    }

    /// Whether it is of use to a report.
    pub(in crate::serve) fn applies(&self, now: &Now) -> bool {
        match self.slug {
            "outside" => now.about.is_some_and(|(kind, _)| kind == Kind::Department),
            "operating" => now.about.is_none_or(|(_, nature)| nature.has_operating_expense()),
            "evaluations" => now.part(Part::Evaluation).next().is_some(),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::shape_of;
    use crate::serve::unit::paths::plain;

    #[test]
    fn tables_are_called_as_their_topics() {
        let shape = shape_of("data/a/2022.toml").unwrap();
        for topic in &TOPICS {
            if let Shows::Fields([], [key]) = topic.shows {
                assert_eq!(plain(shape.field(key).unwrap().term), topic.term, "{key}");
            }
            if let Some(said) = box_of(topic.slug) {
                assert_eq!(said, format!("本年没有{}", topic.term));
            }
        }
    }

    #[test]
    fn every_field_has_one_topic() {
        for (file, is_unit) in [("data/a/unit.toml", true), ("data/a/2022.toml", false)] {
            for field in shape_of(file).unwrap().fields() {
                let topics = TOPICS.iter().filter(|topic| match topic.shows {
                    Shows::Fields(unit, year) => {
                        if is_unit { unit } else { year }.contains(&field.key)
                    }
                    Shows::LastYear => !is_unit && field.key == "prior",
                    Shows::Accepted => !is_unit && field.key == "accept",
                    Shows::Todo | Shows::Evaluations => false,
                });
                assert_eq!(topics.count(), 1, "{file} {}", field.key);
            }
        }
    }
}
