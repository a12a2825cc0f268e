//! `[procurement]` and `[assets]`.

use crate::fields::describe::{count, money, per, shape, table, words};
use crate::fields::field::Field;
use crate::model::resources::PerVehicle;

shape! {
    /// Procurement.
    procurement "procurement" "政府采购"
    {
        GOODS "goods" "货物支出" = money();
        WORKS "works" "工程支出" = money();
        SERVICES "services" "服务支出" = money();
        SMALL_AND_MEDIUM "small-and-medium" "授予中小企业合同金额" = money()
            .note("有采购就要写，没有授予的写 0；写了 `reserved` 的不用写")
            .unwritten("给一条警告（R0609），报告里略去这两句")
            .on_page("有采购就要填，没有授予的填 0；填了预留份额的，不用填");
        SMALL_AND_MICRO "small-and-micro" "其中：授予小微企业合同金额" = money().unwritten("同上")
            .on_page("包括在授予中小企业合同金额里；有采购就要填，没有授予的填 0");
        RESERVED "reserved" "预留份额（上海版式）" = table(&reserved::SHAPE).unwritten("不说预留份额");
    }
}

shape! {
    /// What was reserved for smaller enterprises.
    reserved "reserved" "预留份额"
    {
        SMALL_AND_MEDIUM "small-and-medium" "面向中小企业预留的项目预算金额" = money();
        SMALL_AND_MICRO "small-and-micro" "面向小微企业预留的项目预算金额" = money();
        WON_SMALL_AND_MEDIUM "won-small-and-medium" "预留的项目中由中小企业中标或成交的金额" = money();
        WON_SMALL_AND_MICRO "won-small-and-micro" "预留的项目中由小微企业中标或成交的金额" = money();
        WON_OTHER "won-other" "其他项目中由中小企业中标或成交的金额" = money();
    }
}

shape! {
    /// Vehicles and equipment.
    assets "assets" "国有资产占用情况"
    {
        VEHICLES "vehicles" "各类车辆" = table(&vehicles::SHAPE).note("总数由程序得出");
        OTHER_USE "other-use" "其他用车的用途" = words();
        EQUIPMENT "equipment" "单价 100 万元（含）以上设备（不含车辆）" = count("台（套）");
    }
}

shape! {
    /// Vehicles by kind.
    vehicles "vehicles" "各类车辆" each by_kind;
    {}
}

/// The field of each kind of vehicles.
pub(crate) fn per_vehicle() -> &'static PerVehicle<Field> {
    per!(PerVehicle<Field>, |kind| count("辆").named(kind.key(), kind.term()))
}

/// The fields of all kinds of vehicles.
fn by_kind() -> &'static [Field] {
    per_vehicle().values()
}
