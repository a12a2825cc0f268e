//! `[three-public]`.

use crate::fields::describe::{count, money, per, shape, table, words};
use crate::fields::field::Field;
use crate::model::three_public::{Item, PerItem};

shape! {
    /// “三公” expense.
    three_public "three-public" "“三公”经费" each by_item;
    {}
}

/// The table of each item.
pub(crate) fn per_item() -> &'static PerItem<Field> {
    per!(PerItem<Field>, |item| {
        let shape = match item {
            Item::Abroad => &abroad::SHAPE,
            Item::VehiclePurchase => &vehicle_purchase::SHAPE,
            Item::VehicleOperation => &vehicle_operation::SHAPE,
            Item::Reception => &reception::SHAPE,
        };
        let term = item.term();
        table(shape).named(item.key(), term.strip_suffix('费').unwrap_or(term))
    })
}

/// The tables of all items.
fn by_item() -> &'static [Field] {
    per_item().values()
}

shape! {
    /// Budget, final figure and reason, which each kind has.
    expense "expense" "“三公”经费各项都有的"
    {
        INITIAL "initial" "年初预算" = money().unwritten("0");
        FULL_YEAR "full-year" "全年预算（调整后的）" = money().unwritten("等于年初预算");
        FINAL "final" "决算数" = money()
            .note("用了政府性基金等资金、与经济分类不同的写").unwritten("由经济分类得出")
            .on_page("用了政府性基金等资金、与经济分类不同的才填；不填：由经济分类得出");
        REASON "reason" "变动原因" = words()
            .note("与上年持平的不印；两年都没有支出的，可以写为什么没有").unwritten("没有")
            .on_page("与上年持平的不用写；两年都没有支出的，可以写为什么没有");
    }
}

shape! {
    /// Abroad.
    abroad "abroad" "因公出国（境）" plus [expense::SHAPE]
    {
        GROUPS "groups" "团组数" = count("个");
        PERSONS "persons" "人次" = count("人次");
        USE "use" "用途" = words();
    }
}

shape! {
    /// Vehicles bought.
    vehicle_purchase "vehicle-purchase" "公务用车购置" plus [expense::SHAPE]
    {
        VEHICLES "vehicles" "购置辆数" = count("辆");
        USE "use" "用途" = words();
    }
}

shape! {
    /// Vehicles kept.
    vehicle_operation "vehicle-operation" "公务用车运行维护" plus [expense::SHAPE]
    {
        VEHICLES "vehicles" "公务用车保有量" = count("辆");
        USE "use" "用途" = words();
    }
}

shape! {
    /// Guests.
    reception "reception" "公务接待" plus [expense::SHAPE]
    {
        DOMESTIC "domestic" "国内接待" = table(&domestic::SHAPE);
        FOREIGN_GUESTS "foreign-guests" "其中：外事接待" = table(&foreign::SHAPE);
        OVERSEAS "overseas" "国（境）外接待" = table(&foreign::SHAPE);
    }
}

shape! {
    /// Domestic receptions.
    domestic "guests" "接待"
    {
        BATCHES "batches" "批次" = count("批次");
        PERSONS "persons" "人次" = count("人次");
        USE "use" "用途" = words();
    }
}

shape! {
    /// Receptions whose amount is known apart.
    foreign "foreign-guests" "外事、国（境）外接待" plus [domestic::SHAPE]
    {
        AMOUNT "amount" "金额" = money();
    }
}
