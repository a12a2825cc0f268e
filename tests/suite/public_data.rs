//! `public-data`: the statements as CSV with what describes them, and the facts, beside each report.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use lopdf::Document;
use serde_json::Value;

use crate::outputs::{manifest, outputs, unfinished};
use crate::pdf::attached;
use crate::support::{Run, Sandbox, repository, some};

/// Where the report of `sparse` is written.
const SPARSE: &str = "out/2022/霁川市云岫区第三幼儿园2022年度单位决算公开.pdf";

/// A project that wants public data.
fn wanting(sandbox: Sandbox) -> Sandbox {
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    let settings = settings.replacen("\nlayout =", "\npublic-data = true\nlayout =", 1);
    assert!(settings.contains("public-data"));
    sandbox.write("juesuan.toml", settings.as_bytes());
    sandbox
}

/// The folder beside a PDF.
fn beside(sandbox: &Sandbox, pdf: &str) -> PathBuf {
    sandbox.path(&pdf.replace(".pdf", "（数据）"))
}

/// What is in a folder; nothing where there is none.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap());
    entries
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect()
}

/// Builds, which must go well.
fn build(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    let run = sandbox.run(&[&["build"], arguments].concat());
    assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
    run
}

/// The rows of a CSV file, whose form is checked.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    // Every row must have as many cells as the first.
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Checks that a folder holds what its description says, and nothing else: tables with their titles, codes, numbers. How
/// many tables and how many amounts there are.
fn assert_described(files: &BTreeMap<String, Vec<u8>>, unit: &str) -> (usize, usize) {
    let said: Value = serde_json::from_slice(&files["csv-metadata.json"]).unwrap();
    let context = serde_json::json!(["http://www.w3.org/ns/csvw", { "@language": "zh" }]);
    assert_eq!(said["@context"], context);
    assert_prefixes(&said);
    assert_eq!(said["dc:publisher"], unit);
    assert_eq!(said["dc:issued"]["@type"], "xsd:date");
    assert_eq!(said["dc:issued"]["@value"].as_str().unwrap().len(), 10);
    let tables = said["tables"].as_array().unwrap();
    let urls: BTreeSet<&str> = tables.iter().map(|table| table["url"].as_str().unwrap()).collect();
    let names: BTreeSet<&str> = files.keys().map(String::as_str).collect();
    let wanted: BTreeSet<&str> =
        urls.into_iter().chain(["csv-metadata.json", "facts.json"]).collect();
    assert_eq!(names, wanted);
    let mut amounts = 0;
    for table in tables {
        let name = table["url"].as_str().unwrap();
        let mut rows = rows(&files[name]).into_iter();
        let columns = table["tableSchema"]["columns"].as_array().unwrap();
        let said: Vec<&str> =
            columns.iter().map(|column| column["titles"].as_str().unwrap()).collect();
        assert_eq!(rows.next().unwrap(), said, "{name}");
        assert_eq!(
            said.iter().collect::<BTreeSet<_>>().len(),
            said.len(),
            "{name}: one title once"
        );
        assert!(!table["dc:title"].as_str().unwrap().is_empty());
        let keys: BTreeSet<&str> =
            columns.iter().map(|column| column["name"].as_str().unwrap()).collect();
        let is_plain = |key: &&str| key.bytes().all(|byte| byte.is_ascii_alphanumeric());
        assert!(keys.len() == columns.len() && keys.iter().all(is_plain), "{name}: {keys:?}");
        for row in rows {
            for (cell, column) in row.iter().zip(columns) {
                let datatype = &column["datatype"];
                let is_plain = |c: char| c.is_ascii_digit() || "-.".contains(c);
                match datatype.as_str() {
                    _ if cell.is_empty() => {}
                    None => {
                        // Codes are words: 0 in front of one would count.
                        assert_eq!(datatype["base"], "string", "{name}");
                        assert_eq!(datatype["format"], "[0-9]+", "{name}");
                        assert!(cell.bytes().all(|b| b.is_ascii_digit()), "{name}: {cell}");
                    }
                    Some("string") => {}
                    Some("integer") => drop(cell.parse::<i64>().unwrap()),
                    Some("decimal") => {
                        cell.parse::<f64>().unwrap();
                        assert!(cell.chars().all(is_plain), "{name}: {cell}");
                        assert!(column["schema:unitText"].as_str().is_some(), "{name}: {column}");
                        amounts += 1;
                    }
                    Some(other) => panic!("{name}: {other}"),
                }
            }
        }
    }
    (tables.len(), amounts)
}

/// Checks that whatever is said beyond the words of CSVW itself has a prefix which its context knows.
fn assert_prefixes(said: &Value) {
    const KNOWN: [&str; 4] = ["dc", "rdfs", "schema", "xsd"];
    match said {
        Value::Object(fields) => {
            for (key, value) in fields {
                let prefix = key.split_once(':').map(|(prefix, _)| prefix);
                assert!(prefix.is_none_or(|prefix| KNOWN.contains(&prefix)), "{key}");
                let kind =
                    value.as_str().filter(|_| key == "@type").and_then(|it| it.split_once(':'));
                assert!(kind.is_none_or(|(prefix, _)| KNOWN.contains(&prefix)), "{value}");
                assert_prefixes(value);
            }
        }
        Value::Array(values) => values.iter().for_each(assert_prefixes),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Checks that the tables of the two examples are described, hold every number that is exported, and that the facts are
/// those of the attachment.
#[test]
fn statements_and_facts_stand_beside_the_report() {
    let sandbox = wanting(Sandbox::of_data(&repository()));
    let reports = [
        ("putuo-finance/2024", "上海市普陀区财政局2024年度部门决算公开", "万元", 9, "2940.05"),
        (
            "fenyang-social-insurance/2022",
            "汾阳市社会保险中心2022年度单位决算公开",
            "元",
            10,
            "416868418.19",
        ),
    ];
    for (selection, stem, amount, count, total) in some(reports, 2) {
        build(&sandbox, &[selection]);
        let (_, year) = selection.split_once('/').unwrap();
        let pdf = &format!("out/{year}/{stem}.pdf");
        let unit = stem.split_once("20").unwrap().0;
        let files = files(&beside(&sandbox, pdf));
        let (tables, amounts) = assert_described(&files, unit);
        assert_eq!(tables, count);
        assert!(amounts > 150, "{unit}: {amounts}");
        let said = String::from_utf8(files["csv-metadata.json"].clone()).unwrap();
        assert!(said.contains(&format!("\"schema:unitText\": \"{amount}\"")), "{said}");
        let document = Document::load(sandbox.path(pdf)).unwrap();
        assert!(files["facts.json"] == attached(&document)["facts.json"], "{unit}");
        let run = sandbox.run(&["export", selection, "--to", "csv", "--out", "exported"]);
        assert_eq!(run.status(), 0, "{}", run.stderr());
        let exported = sandbox.path(&pdf.replace("out/", "exported/").replace(".pdf", ""));
        for (name, bytes) in self::files(&exported) {
            let decimals = |rows: Vec<Vec<String>>| -> Vec<String> {
                let is_amount = |cell: &String| cell.contains('.') && cell.parse::<f64>().is_ok();
                rows.into_iter().flatten().filter(is_amount).collect()
            };
            assert_eq!(decimals(rows(&files[&name])), decimals(rows(&bytes)), "{name}");
        }
        let rows = rows(&files["03支出决算表.csv"]);
        assert_eq!(rows[0][..3], ["项目/功能分类科目编码", "项目/科目名称", "本年支出合计"]);
        assert_eq!(rows[1][..3], ["", "合计", total]);
        assert_eq!(rows[2][0].len(), 3);
    }
}

/// Checks that the data are the same each time and in every way of building, are made again where they are not what they
/// were, and go when they are no longer wanted.
#[test]
fn data_are_never_out_of_date() {
    let sandbox = wanting(Sandbox::nine().with_a_statement());
    build(&sandbox, &["s*"]);
    let folder = beside(&sandbox, SPARSE);
    let whole = files(&folder);
    assert_described(&whole, "霁川市云岫区第三幼儿园");
    let record = manifest(&sandbox.path("out")).unwrap();
    let recorded = record["reports"]["sparse/2022"]["public"].as_object().unwrap();
    assert!(recorded.keys().eq(whole.keys()), "{recorded:?}");
    let first = outputs(&sandbox.path("out"));
    assert!(!build(&sandbox, &["s*"]).stdout().contains("已生成 out"));
    let table = whole.keys().next().unwrap().clone();
    for spoil in [
        &(|path: &Path| fs::write(path, "x").unwrap()) as &dyn Fn(&Path),
        &|path| fs::remove_file(path).unwrap(),
        &|path| fs::remove_dir_all(path.parent().unwrap()).unwrap(),
    ] {
        spoil(&folder.join(&table));
        let run = build(&sandbox, &["s*"]);
        assert!(run.stdout().contains("已生成 out") && files(&folder) == whole, "{}", run.stdout());
    }
    assert!(outputs(&sandbox.path("out")) == first);
    // A draft has none.
    build(&sandbox, &["sparse", "--draft"]);
    assert!(!beside(&sandbox, &SPARSE.replace(".pdf", "（草稿）.pdf")).exists());
    let text = fs::read_to_string(sandbox.path("data/sparse/2022.toml")).unwrap();
    sandbox.write("data/sparse/2022.toml", format!("{text}\n# 注\n").as_bytes());
    build(&sandbox, &["sparse"]);
    assert!(files(&folder) == whole, "a comment is no datum");
    sandbox.replace("juesuan.toml", "public-data = true\n", "");
    build(&sandbox, &["s*"]);
    assert!(!folder.exists() && sandbox.path(SPARSE).exists());
    let record = manifest(&sandbox.path("out")).unwrap();
    assert_eq!(record["reports"]["sparse/2022"]["public"], Value::Null);
    assert!(unfinished(&sandbox.path("out")).is_empty());
}

/// Checks that nothing of the office's own gives way: the report stays as it was, and what is in the way is named.
#[test]
fn what_is_not_the_programs_stays() {
    let sandbox = wanting(Sandbox::nine().with_a_statement());
    build(&sandbox, &["sparse"]);
    let (folder, pdf) = (beside(&sandbox, SPARSE), fs::read(sandbox.path(SPARSE)).unwrap());
    fs::write(folder.join("我的.csv"), "1").unwrap();
    let before = files(&folder);
    sandbox.replace("data/sparse/unit.toml", "name =", "# 注\nname =");
    let run = sandbox.run(&["build", "sparse"]);
    assert_eq!(run.status(), 3, "{}", run.stderr());
    assert!(run.stderr().contains("我的.csv 不是程序写的"), "{}", run.stderr());
    assert!(files(&folder) == before && fs::read(sandbox.path(SPARSE)).unwrap() == pdf);
    fs::remove_dir_all(&folder).unwrap();
    fs::write(&folder, "a file").unwrap();
    let run = sandbox.run(&["build", "sparse"]);
    assert!(run.status() == 3 && run.stderr().contains("没有地方写"), "{}", run.stderr());
    assert_eq!(fs::read(&folder).unwrap(), b"a file");
    // Who wants no public data is not kept by it.
    sandbox.replace("juesuan.toml", "public-data = true\n", "");
    build(&sandbox, &["sparse"]);
    assert_eq!(fs::read(&folder).unwrap(), b"a file");
}

/// Checks that a link does not lead the data out of the output folder.
#[cfg(unix)]
#[test]
fn data_stay_in_the_output_folder() {
    let sandbox = wanting(Sandbox::nine().with_a_statement());
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir_all(sandbox.path("out/2022")).unwrap();
    std::os::unix::fs::symlink(outside.path(), beside(&sandbox, SPARSE)).unwrap();
    let run = sandbox.run(&["build", "sparse"]);
    assert_eq!(run.status(), 3, "{}", run.stderr());
    assert!(files(outside.path()).is_empty() && !sandbox.path(SPARSE).exists());
}

/// Checks that the data go with their report, but for what was changed in them or put there.
#[test]
fn data_are_pruned_with_their_report() {
    for own in [None, Some("我的.txt"), Some("facts.json")] {
        let sandbox = wanting(Sandbox::nine().with_a_statement());
        build(&sandbox, &["sparse"]);
        let folder = beside(&sandbox, SPARSE);
        sandbox.replace("data/sparse/unit.toml", "第三幼儿园", "第四幼儿园");
        build(&sandbox, &["sparse"]);
        assert!(folder.exists(), "left over, and not removed unasked");
        if let Some(own) = own {
            fs::write(folder.join(own), "own").unwrap();
        }
        let run = build(&sandbox, &["sparse", "--prune"]);
        assert!(!sandbox.path(SPARSE).exists(), "{}{}", run.stdout(), run.stderr());
        let left: Vec<String> = files(&folder).into_keys().collect();
        assert_eq!(left, own.into_iter().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(folder.exists(), own.is_some());
        let is_told = run.stderr().contains("facts.json");
        assert_eq!(is_told, own == Some("facts.json"), "{}", run.stderr());
        assert!(beside(&sandbox, &SPARSE.replace("第三", "第四")).exists());
    }
}

/// Checks that a merge brings the data, and refuses those that are not what the record says.
#[test]
fn data_are_merged_with_their_reports() {
    let whole = wanting(Sandbox::nine().with_a_statement());
    build(&whole, &["s*"]);
    let sandbox = wanting(Sandbox::nine().with_a_statement());
    build(&sandbox, &["s*", "--out", "one"]);
    let run = sandbox.run(&["merge", "one"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(outputs(&sandbox.path("out")) == outputs(&whole.path("out")));
    let spoilt = beside(&sandbox, &SPARSE.replace("out/", "one/")).join("facts.json");
    fs::write(spoilt, "{}").unwrap();
    fs::remove_dir_all(sandbox.path("out")).unwrap();
    let run = sandbox.run(&["merge", "one"]);
    assert!(run.status() != 0 && run.stderr().contains("公开数据"), "{}", run.stderr());
    assert!(!sandbox.path(SPARSE).exists());
}

/// Checks that public facts are the clean ones whatever is attached.
#[test]
fn public_facts_are_clean() {
    let facts = |attach: &str| {
        let sandbox = wanting(Sandbox::nine().with_a_statement());
        sandbox.replace(
            "juesuan.toml",
            "\nlayout =",
            &format!("\nattach = \"{attach}\"\nlayout ="),
        );
        build(&sandbox, &["sparse"]);
        files(&beside(&sandbox, SPARSE)).remove("facts.json").unwrap()
    };
    let clean = facts("clean");
    assert!(facts("source") == clean && facts("none") == clean);
}
