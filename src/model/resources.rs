//! Procurement and state-owned assets.

use crate::model::amount::Money;
use crate::model::nouns::{Per, nouns};
use crate::model::place::{Located, Place};
use crate::model::text::Text;

/// 政府采购, all in 元.
#[derive(Debug, Clone)]
pub struct Procurement {
    /// Where the table stands.
    pub place: Place,
    /// Whether it was written at all.
    pub written: bool,
    /// 货物.
    pub goods: Located<Money>,
    /// 工程.
    pub works: Located<Money>,
    /// 服务.
    pub services: Located<Money>,
    /// 授予中小企业合同金额.
    pub small_and_medium: Located<Money>,
    /// 其中：授予小微企业合同金额.
    pub small_and_micro: Located<Money>,
    /// Whether the two amounts before were written: left out, they are not known to be nil.
    pub awards_written: bool,
    /// 预留份额, where it is disclosed.
    pub reserved: Option<Reserved>,
}

/// Procurement reserved for smaller enterprises and what they won, all in 元.
#[derive(Debug, Clone, Copy)]
pub struct Reserved {
    /// 面向中小企业预留政府采购项目预算金额.
    pub small_and_medium: Located<Money>,
    /// 面向小微企业预留政府采购项目预算金额.
    pub small_and_micro: Located<Money>,
    /// Of the former, what small and medium enterprises won.
    pub won_small_and_medium: Located<Money>,
    /// Of the latter, what small and micro enterprises won.
    pub won_small_and_micro: Located<Money>,
    /// 其他政府采购项目 that small and medium enterprises won.
    pub won_other: Located<Money>,
}

/// 国有资产占用情况.
#[derive(Debug, Clone)]
pub struct Assets {
    /// Where the table stands.
    pub place: Place,
    /// Whether it was written at all.
    pub written: bool,
    /// Vehicles by kind.
    pub vehicles: Located<Vehicles>,
    /// What the vehicles of the last kind are used for.
    pub other_purpose: Option<Text>,
    /// 单价100万元（含）以上设备（不含车辆）, 台（套）.
    pub equipment: Located<u32>,
}

nouns! {
    /// The kinds of vehicles of the form.
    VehicleKind {
        DeputyMinisterial = "deputy-ministerial", "副部（省）级及以上领导用车";
        PrincipalOfficial = "principal-official", "主要领导干部用车";
        Confidential = "confidential", "机要通信用车";
        Emergency = "emergency", "应急保障用车";
        LawEnforcement = "law-enforcement", "执法执勤用车";
        Special = "special", "特种专业技术用车";
        Retired = "retired", "离退休干部用车";
        Other = "other", "其他用车";
    }
}

/// A value for each kind of vehicles.
pub type PerVehicle<T> = Per<VehicleKind, T, { VehicleKind::ALL.len() }>;

/// Numbers of vehicles by kind.
pub type Vehicles = PerVehicle<u32>;

impl Vehicles {
    /// The vehicles of two units.
    pub(crate) fn plus(self, other: Self) -> Self {
        self.with(&other, |one, other| one.saturating_add(*other))
    }

    /// Vehicles of all kinds.
    pub(crate) fn total(&self) -> u32 {
        self.values().iter().sum()
    }
}
