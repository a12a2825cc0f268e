//! Runs the program as its users do, and looks at what it lays out.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets something unexpected must fail"
)]

mod accept;
mod after_publication;
mod attachments;
mod batch;
mod begin;
mod bounds;
mod browser;
mod build;
#[cfg(unix)]
mod canary;
mod cases;
mod central;
mod charts;
mod check;
mod circles;
mod department_fields;
mod department_sums;
mod departments;
mod dependencies;
mod difference;
mod difference_proof;
mod documents;
mod doors;
mod draft;
mod driver;
mod editions;
mod edits;
mod errors;
mod escapes;
mod export;
mod facts;
mod fields;
mod files;
mod fill;
mod fill_refused;
mod fill_units;
mod findings;
mod fmt;
mod folder_names;
mod formats;
mod forms;
mod gaps;
mod generated;
mod golden;
mod guide;
mod identity;
mod import;
mod import_edges;
mod import_hostile;
mod import_killed;
mod import_rivals;
mod import_seen;
mod joined;
#[cfg(unix)]
mod killed;
#[cfg(unix)]
mod killed_tidy;
mod layout_errors;
mod layouts;
mod leaving;
mod made;
mod many;
mod members;
mod mutations;
mod notice;
mod odd_names;
mod one_file;
mod outputs;
mod pages;
mod paths;
mod pdf;
mod performed;
mod printed;
mod prune;
mod public_data;
mod published;
mod register;
mod robust;
mod roll;
mod round_trips;
mod rounded;
mod second_reader;
mod serve;
mod serve_assets;
mod serve_back;
mod serve_between;
mod serve_browser;
mod serve_by_hand;
mod serve_click;
mod serve_desk;
mod serve_editions;
mod serve_elsewhere;
mod serve_folds;
mod serve_foreseen;
mod serve_held;
mod serve_import;
mod serve_keys;
#[cfg(unix)]
mod serve_killed;
mod serve_links;
mod serve_making;
mod serve_members;
mod serve_mended;
mod serve_narrow;
mod serve_next;
mod serve_office;
mod serve_paste;
mod serve_print;
mod serve_quick;
mod serve_refusals;
mod serve_registering;
mod serve_rows;
mod serve_sentences;
mod serve_sight;
mod serve_start;
mod serve_tabs;
mod serve_ties;
mod serve_twice;
mod serve_undo;
mod serve_unit;
mod serve_unsent;
mod serve_way;
mod serve_ways;
mod serve_words;
mod serve_years;
mod serving;
mod shanghai;
mod silence;
mod statements;
mod status;
#[cfg(unix)]
mod streams;
mod structure;
mod support;
mod ten_thousand;
mod told;
mod trace;
mod trace_command;
mod trace_named;
mod tutorial;
mod untrusted;
mod usage;
mod valid;
mod validate;
mod validator;
mod verify;
mod workbooks;
mod written;
