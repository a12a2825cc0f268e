//! Sums, rates, scores and grades of a project's self-evaluation.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::evaluation::{Evaluation, Score};

/// The grade of a score (财预〔2020〕10号, 项目支出绩效评价管理办法).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Grade {
    /// 优, from 90.
    Excellent,
    /// 良, from 80.
    Good,
    /// 中, from 60.
    Fair,
    /// 差, below 60.
    Poor,
}

impl Grade {
    /// The word for it.
    pub(crate) fn term(self) -> &'static str {
        match self {
            Self::Excellent => "优",
            Self::Good => "良",
            Self::Fair => "中",
            Self::Poor => "差",
        }
    }

    /// The grade of a score out of 100.
    pub(crate) fn of(score: Score) -> Self {
        match score.0 {
            score if score >= Decimal::from(90) => Self::Excellent,
            score if score >= Decimal::from(80) => Self::Good,
            score if score >= Decimal::from(60) => Self::Fair,
            _ => Self::Poor,
        }
    }
}

/// The derived numbers of one evaluation.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct EvaluationFigures {
    /// 资金, by source and in all.
    pub funds: FundsTable,
    /// 预算执行率.
    pub rate: Option<Rate>,
    /// 预算执行情况满分: what the indicators leave of 100.
    pub execution_weight: Score,
    /// 指标完成情况得分.
    pub indicator_score: Score,
    /// 总得分.
    pub score: Score,
    /// 等级.
    pub grade: Grade,
}

/// The funds table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FundsTable {
    /// By source.
    pub rows: Vec<FundsColumns>,
    /// 合计.
    pub total: FundsColumns,
}

/// One row of the funds table, in 元.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct FundsColumns {
    /// 资金来源; empty for the total.
    pub source: String,
    /// 目标申报数.
    pub requested: Money,
    /// 预算编制数.
    pub approved: Money,
    /// 全年预算数.
    pub full_year: Money,
    /// 全年执行数.
    pub executed: Money,
    /// 资金结（转）余.
    pub carry_over: Money,
}

/// The numbers of one evaluation.
pub(super) fn evaluation(evaluation: &Evaluation) -> EvaluationFigures {
    let rows: Vec<FundsColumns> = evaluation
        .funds
        .iter()
        .map(|row| {
            let (full_year, executed) = (row.full_year.value, row.executed.value);
            let left = full_year - executed;
            FundsColumns {
                source: row.source.value.clone(),
                requested: row.requested.value,
                approved: row.approved.value,
                full_year,
                executed,
                carry_over: row.carry_over.map_or(left, |written| written.value),
            }
        })
        .collect();
    let add = |of: fn(&FundsColumns) -> Money| rows.iter().map(of).sum();
    let total = FundsColumns {
        source: String::new(),
        requested: add(|row| row.requested),
        approved: add(|row| row.approved),
        full_year: add(|row| row.full_year),
        executed: add(|row| row.executed),
        carry_over: add(|row| row.carry_over),
    };
    let weight: Score = evaluation.indicators.iter().map(|indicator| indicator.weight.value).sum();
    let earned: Score = evaluation.indicators.iter().map(|indicator| indicator.score.value).sum();
    let score: Score = [earned, evaluation.execution_score.value].into_iter().sum();
    EvaluationFigures {
        rate: Rate::proper(total.executed, total.full_year),
        funds: FundsTable { rows, total },
        execution_weight: Score(Score::FULL.0 - weight.0),
        indicator_score: earned,
        score,
        grade: Grade::of(score),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_change_at_90_80_and_60() {
        let grade = |text: &str| Grade::of(Score(text.parse().unwrap()));
        assert_eq!([grade("100"), grade("90")], [Grade::Excellent; 2]);
        assert_eq!([grade("89.99"), grade("80")], [Grade::Good; 2]);
        assert_eq!([grade("79.99"), grade("60")], [Grade::Fair; 2]);
        assert_eq!([grade("59.99"), grade("0")], [Grade::Poor; 2]);
    }
}
