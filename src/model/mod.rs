//! The types of a report as an office thinks of it; no input or output.

pub mod acceptance;
pub mod amount;
pub mod budget;
pub mod carry_over;
pub mod check;
pub mod code;
pub mod codes;
pub mod comparison;
pub mod control;
pub mod date;
pub mod department;
pub mod evaluation;
pub mod expenditure;
pub mod form;
pub mod fund;
pub mod income;
pub mod nouns;
pub mod performance;
pub mod place;
pub mod reasons;
pub mod report;
pub mod resources;
pub mod statement;
pub mod text;
pub mod three_public;
pub mod unit;
