//! What the page says of the remedies of all rules: tests of `spoken`.

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use crate::check::RULES;
    use crate::fields::shape_of;
    use crate::serve::unit::paths::NAMELESS;
    use crate::serve::unit::spoken::Spoken;

    /// The remedies and headlines of all rules as they are told in the cases of their tests.
    fn told() -> BTreeSet<(bool, String)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        let folders = ["findings", "cases"].map(|folder| fs::read_dir(root.join(folder)).unwrap());
        let files = folders.into_iter().flatten().map(|entry| entry.unwrap().path());
        let texts = files.filter_map(|path| fs::read_to_string(path.join("expected.txt")).ok());
        let texts: Vec<String> = texts.collect();
        let lines = texts.iter().flat_map(|text| text.lines());
        let told = lines.filter_map(|line| {
            let help = line.trim_start().strip_prefix("= 办法: ").map(|help| (true, help));
            let is_headline = ["错误[", "警告[", "提示["].iter().any(|word| line.starts_with(word));
            let headline =
                line.split_once("]: ").filter(|_| is_headline).map(|(_, said)| (false, said));
            help.or(headline).map(|(is_help, text)| (is_help, text.to_owned()))
        });
        told.collect()
    }

    /// Every remedy and headline of a rule reads as Chinese on the page.
    #[test]
    fn remedies_read_as_words() {
        let spoken = Spoken { census: None, year: 2022, layout: None, names: NAMELESS };
        let all = told();
        assert!(all.len() > 250, "{}", all.len());
        let mut helped = 0;
        for (is_help, text) in &all {
            let said = match is_help {
                true => spoken.helped(text, None).unwrap_or_default(),
                false => spoken.said(text),
            };
            helped += usize::from(*is_help && !said.is_empty());
            let letters: Vec<char> = said.chars().collect();
            let apart = letters.windows(3).find(|three| match three {
                [before, ' ', after] => {
                    (*after == '“' && !before.is_ascii()) || (*before == '”' && !after.is_ascii())
                }
                _ => false,
            });
            assert_eq!(apart, None, "{text}: {said}");
            let outside = said.split('“').map(|part| part.rsplit('”').next().unwrap_or(part));
            let is_plain = |part: &str| !part.contains(|c: char| c.is_ascii_lowercase());
            assert!(!is_help || outside.into_iter().all(is_plain), "{text}: {said}");
            assert!(!said.contains("””") && !said.contains("““"), "{text}: {said}");
            for of_file in [" = ", "[[", "{", "`", "接受的结论"] {
                assert!(!is_help || !said.contains(of_file), "{text}: {said}");
            }
        }
        assert!(helped > 90, "{helped}");
    }

    /// A title stands below what is missing: it does not read as if that were written.
    #[test]
    fn titles_ask_for_what_is_to_be_written() {
        for rule in RULES {
            let last = rule.title.rsplit('，').next().unwrap_or(rule.title);
            let is_done = ["写了", "写明", "写到", "数都有"].iter().any(|word| last.contains(word));
            assert!(!is_done || last.contains('要'), "{} {}", rule.number, rule.title);
        }
    }

    #[test]
    fn names_are_those_of_what_stands_around() {
        let spoken = Spoken { census: None, year: 2022, layout: None, names: NAMELESS };
        let shape = shape_of("data/a/2022.toml");
        let near = |path| shape.map(|shape| (shape, path));
        let (plain, at) = ("请核对 amount 和 excellent", "performance.level-one");
        assert_eq!(
            spoken.helped(plain, None).as_deref(),
            Some("请核对“年初结转和结余”和“评级为优的个数”")
        );
        assert_eq!(spoken.helped(plain, near(at)).as_deref(), Some("请核对“涉及资金”和“优的个数”"));
        for (text, wanted) in [
            ("科目之间调剂的写 [[accept]] 并说明理由", "科目之间调剂的，在待办里接受，写明理由"),
            (
                "请改成 fund = \"state-capital\"，或核对编码",
                "请把“资金”改成“国有资本经营预算”，或核对编码",
            ),
            ("再写 rounded-to = 100", "再把“金额四舍五入到多少元”填成 100"),
            ("请补写 deviation（偏差原因分析及改进措施）", "请补写“偏差原因分析及改进措施”"),
            (
                "请核对 [three-public] vehicle-operation 的 vehicles",
                "请核对“三公”经费“公务用车运行维护”的“公务用车保有量”",
            ),
            ("写进 outside，例：outside = [ { unit = \"a\" } ]", "写进“部门以外的往来”"),
        ] {
            assert_eq!(spoken.helped(text, None).as_deref(), Some(wanted));
        }
    }
}
