//! 部门决算公开相关信息统计表 and 机构运行信息表: what is known by the labels of their rows.

use std::collections::BTreeMap;

use crate::exchange::statement::labelled::{Entry, entries, is_final};
use crate::exchange::statement::{Budget, Paper, Troubles};
use crate::exchange::table::{Cell, Column, Figure, plain};
use crate::fields::resources::{procurement, vehicles};
use crate::model::three_public::Item;

/// What these tables print, by the path of the field that it goes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Statistics {
    /// “三公” expense; none as the item is the sum.
    pub three_public: BTreeMap<(Budget, Option<Item>), Figure>,
    /// Amounts of money.
    pub amounts: BTreeMap<String, Figure>,
    /// Numbers of things.
    pub counts: BTreeMap<String, (u32, Cell)>,
    /// 机关运行经费 of 行政单位 and of 参照公务员法管理事业单位.
    pub operating: [Option<Figure>; 2],
    /// 机关运行经费 where it is printed as one.
    pub operating_whole: Option<Figure>,
    /// 车辆数合计.
    pub vehicles: Option<(u32, Cell)>,
    /// 政府采购合计.
    pub procurement: Option<Figure>,
}

/// What part of the table a row stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    /// None yet, or another.
    Other,
    /// “三公” expense and its numbers.
    ThreePublic,
    /// 机关运行经费.
    Operating,
    /// 国有资产.
    Assets,
    /// 政府采购.
    Procurement,
}

impl Statistics {
    /// Reads its pages.
    pub(crate) fn read(papers: &[Paper<'_>], troubles: &mut Troubles) -> Self {
        let mut statistics = Self::default();
        for paper in papers {
            let mut sections: BTreeMap<u32, Section> = BTreeMap::new();
            // Block by block: a block is read from its top to its end.
            let mut entries = entries(paper);
            entries.sort_by_key(|entry| (entry.column, entry.row));
            let mut section = Section::Other;
            for entry in &entries {
                section = section_of(&entry.label).unwrap_or(section);
                sections.insert(entry.row, section);
                statistics.take(paper, entry, section, troubles);
            }
        }
        statistics
    }

    /// Takes what a row says.
    fn take(
        &mut self,
        paper: &Paper<'_>,
        entry: &Entry,
        section: Section,
        troubles: &mut Troubles,
    ) {
        let label = entry.label.as_str();
        if let Some(path) = count_path(label) {
            if let Some(column) = entry.column(paper, is_final)
                && let Some(count) = paper.count(entry.row, column, troubles)
            {
                self.counts.entry(path).or_insert(count);
            }
            return;
        }
        if label.contains("车辆数合计")
            || label.contains("车辆合计")
            || section == Section::Assets && label.ends_with("车辆数")
        {
            let column = entry.column(paper, is_final);
            self.vehicles =
                self.vehicles.take().or_else(|| paper.count(entry.row, column?, troubles));
            return;
        }
        match section {
            Section::ThreePublic => self.three_public(paper, entry, troubles),
            Section::Operating => {
                let place = match () {
                    () if label.contains("行政单位") => self.operating.first_mut(),
                    () if label.contains("参照公务员法") => self.operating.last_mut(),
                    () if label.contains("机关运行经费") => Some(&mut self.operating_whole),
                    () => None,
                };
                if let Some(place) = place.filter(|place| place.is_none()) {
                    *place = entry.figure(paper, is_final, troubles);
                }
            }
            Section::Procurement => {
                let path = procurement_path(label);
                let figure = entry.figure(paper, is_final, troubles);
                match (path, figure) {
                    (Some(path), Some(figure)) => {
                        self.amounts.entry(path).or_insert(figure);
                    }
                    (None, Some(figure)) if label.contains("合计") => {
                        self.procurement.get_or_insert(figure);
                    }
                    _ => {}
                }
            }
            Section::Assets | Section::Other => {}
        }
    }

    /// Takes a row of “三公” expense.
    fn three_public(&mut self, paper: &Paper<'_>, entry: &Entry, troubles: &mut Troubles) {
        let label = entry.label.as_str();
        let item = match Item::called(label) {
            Some(item) => Some(item),
            None if label == "支出合计" || label == "合计" => None,
            None => {
                let guests = match () {
                    () if label.contains("外事接待费") || label.contains("外宾接待") => {
                        "three-public.reception.foreign-guests.amount"
                    }
                    () if label.contains("国(境)外接待费")
                        || label.contains("国(境)外公务接待费") =>
                    {
                        "three-public.reception.overseas.amount"
                    }
                    () => return,
                };
                if let Some(figure) = entry.figure(paper, is_final, troubles) {
                    self.amounts.entry(guests.to_owned()).or_insert(figure);
                }
                return;
            }
        };
        let initial = |column: &Column| column.has("年初预算");
        let full_year = |column: &Column| column.has("全年预算") || column.has("调整预算");
        let budget = |column: &Column| column.path.iter().any(|words| words == "预算数");
        for (which, figure) in [
            (
                Budget::Initial,
                entry
                    .figure(paper, initial, troubles)
                    .or_else(|| entry.figure(paper, budget, troubles)),
            ),
            (Budget::FullYear, entry.figure(paper, full_year, troubles)),
            (Budget::Final, entry.figure(paper, is_final, troubles)),
        ] {
            if let Some(figure) = figure {
                self.three_public.entry((which, item)).or_insert(figure);
            }
        }
    }
}

/// The part of the table that a label begins.
fn section_of(label: &str) -> Option<Section> {
    match () {
        () if label.contains("“三公”经费") || label.contains("\"三公\"经费") => {
            Some(Section::ThreePublic)
        }
        () if label.starts_with("机关运行经费") => Some(Section::Operating),
        () if label.contains("国有资产")
            || label.contains("资产信息")
            || label.starts_with("资产占用") =>
        {
            Some(Section::Assets)
        }
        () if label.starts_with("政府采购")
            && !label.contains("货物")
            && !label.contains("工程")
            && !label.contains("服务") =>
        {
            Some(Section::Procurement)
        }
        () if label.starts_with("会议费") || label.starts_with("培训费") => {
            Some(Section::Other)
        }
        () => None,
    }
}

/// The field that a number of things goes to.
fn count_path(label: &str) -> Option<String> {
    let has = |word: &str| label.contains(word);
    let own = vehicles::SHAPE.fields().find(|field| label.contains(&plain(field.term)));
    if let Some(field) = own {
        return Some(format!("assets.vehicles.{}", field.key));
    }
    let path = match () {
        () if has("单价") && has("100万") && has("设备") => "assets.equipment",
        () if has("出国") && has("团组") => "three-public.abroad.groups",
        () if has("出国") && (has("人次") || has("人数")) => "three-public.abroad.persons",
        () if has("用车购置数") || has("用车购置量") || has("购置用车") => {
            "three-public.vehicle-purchase.vehicles"
        }
        () if has("保有量") => "three-public.vehicle-operation.vehicles",
        () if (has("外事接待") || has("外宾接待")) && has("批次") => {
            "three-public.reception.foreign-guests.batches"
        }
        () if (has("外事接待") || has("外宾接待")) && (has("人次") || has("人数")) => {
            "three-public.reception.foreign-guests.persons"
        }
        () if has("国(境)外") && has("接待批次") => {
            "three-public.reception.overseas.batches"
        }
        () if has("国(境)外") && (has("接待人次") || has("接待人数")) => {
            "three-public.reception.overseas.persons"
        }
        () if has("国内") && has("接待批次") => "three-public.reception.domestic.batches",
        () if has("国内") && (has("接待人次") || has("接待人数")) => {
            "three-public.reception.domestic.persons"
        }
        () => return None,
    };
    Some(path.to_owned())
}

/// The field that an amount of procurement goes to.
fn procurement_path(label: &str) -> Option<String> {
    let key = match () {
        () if label.contains("小微企业") => procurement::SMALL_AND_MICRO.key,
        () if label.contains("中小企业") => procurement::SMALL_AND_MEDIUM.key,
        () if label.contains("货物") => procurement::GOODS.key,
        () if label.contains("工程") => procurement::WORKS.key,
        () if label.contains("服务") => procurement::SERVICES.key,
        () => return None,
    };
    Some(format!("procurement.{key}"))
}
