//! What files answered is asked again: so it is told whether they are as they were, whatever their times say.

use std::path::Path;

use crate::files::Files;
use crate::files::seen::{Answer, Question, Seen};

impl Seen {
    /// Whether files answer the same when all of it is asked again. Files are read whole for that: what was changed within
    /// the same tick of the clock to something as long is told as well.
    pub(crate) fn holds(&self, files: &Files) -> bool {
        let Self { answers, is_untold } = self;
        !is_untold && answers.iter().all(|(question, answer)| question.ask(files) == *answer)
    }
}

impl Question {
    /// Asks it.
    fn ask(&self, files: &Files) -> Answer {
        match self {
            Self::Read(path, most) => Answer::of_read(&files.read(path, *most)),
            Self::List(path) => Answer::of_list(&files.list(path)),
            Self::Look(path) => Answer::of_look(&files.look(path)),
            Self::BadLink(path) => Answer::BadLink(files.bad_link(path)),
            Self::Real(path) => Answer::of_real(&files.real(Path::new(path))),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::SystemTime;

    use super::*;
    use crate::files::Most;

    /// A project folder with two files, and what they answered.
    fn seen() -> (tempfile::TempDir, Seen) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("data/甲/2022")).unwrap();
        fs::write(folder.path().join("data/甲/2022.toml"), "year = 2022").unwrap();
        fs::write(folder.path().join("data/甲/2022/01.toml"), "").unwrap();
        let files = Files::on(folder.path()).seeing();
        // What is looked for anew is seen as well.
        let afresh = files.afresh();
        afresh.read("data/甲/2022.toml", Most::Data).unwrap();
        afresh.read("data/甲/2021.toml", Most::Data).unwrap_err();
        afresh.list("data/甲/2022").unwrap();
        assert!(files.is_absent("data/甲/2020.toml").unwrap());
        files.real("data/甲").unwrap();
        assert_eq!(files.bad_link("data/甲/2022.toml"), None);
        let seen = files.seen();
        assert!(seen.holds(&Files::on(folder.path())));
        (folder, seen)
    }

    #[test]
    fn whatever_was_asked_about_and_changed_is_told() {
        type Change = fn(&Path);
        let changes: [(&str, Change, bool); 9] = [
            ("nothing", |_| {}, true),
            ("another file", |at| fs::write(at.join("data/甲/unit.toml"), "a").unwrap(), true),
            (
                "its words",
                |at| fs::write(at.join("data/甲/2022.toml"), "year = 2023").unwrap(),
                false,
            ),
            (
                "a file that was missing",
                |at| fs::write(at.join("data/甲/2021.toml"), "").unwrap(),
                false,
            ),
            (
                "one that was looked for",
                |at| fs::create_dir(at.join("data/甲/2020.toml")).unwrap(),
                false,
            ),
            (
                "one more in a folder",
                |at| fs::write(at.join("data/甲/2022/02.toml"), "").unwrap(),
                false,
            ),
            (
                "one less in a folder",
                |at| fs::remove_file(at.join("data/甲/2022/01.toml")).unwrap(),
                false,
            ),
            (
                "a name in a folder",
                |at| {
                    fs::rename(at.join("data/甲/2022/01.toml"), at.join("data/甲/2022/03.toml"))
                        .unwrap()
                },
                false,
            ),
            (
                "its folder's name",
                |at| fs::rename(at.join("data/甲"), at.join("data/乙")).unwrap(),
                false,
            ),
        ];
        for (what, change, holds) in changes {
            let (folder, seen) = seen();
            change(folder.path());
            assert_eq!(seen.holds(&Files::on(folder.path())), holds, "{what}");
        }
    }

    #[test]
    fn words_as_long_and_as_old_are_told_apart() {
        let (folder, seen) = seen();
        let path = folder.path().join("data/甲/2022.toml");
        let written = |at: SystemTime| {
            let file = fs::File::options().write(true).open(&path).unwrap();
            file.set_modified(at).unwrap();
        };
        let before = fs::metadata(&path).unwrap().modified().unwrap();
        fs::write(&path, "year = 2032").unwrap();
        written(before);
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
        assert!(!seen.holds(&Files::on(folder.path())));
        // The other way round what only was touched is as it was.
        fs::write(&path, "year = 2022").unwrap();
        written(SystemTime::UNIX_EPOCH);
        assert!(seen.holds(&Files::on(folder.path())));
    }

    #[test]
    fn texts_that_were_saved_since_hold() {
        let (folder, _) = seen();
        let path = "data/甲/2022.toml";
        let over = [(path.to_owned(), "year = 2024".to_owned())];
        let files = Files::on(folder.path()).over(over).seeing();
        files.read(path, Most::Data).unwrap();
        files.list("data/甲").unwrap();
        let seen = files.seen();
        assert!(!seen.holds(&Files::on(folder.path())), "it is not saved yet");
        fs::write(folder.path().join(path), "year = 2024").unwrap();
        assert!(seen.holds(&Files::on(folder.path())));
    }

    #[test]
    fn what_cannot_be_told_never_holds() {
        let (folder, _) = seen();
        let outside = tempfile::tempdir().unwrap();
        let files = Files::on(folder.path()).seeing();
        files.list(outside.path()).unwrap();
        assert!(!files.seen().holds(&Files::on(folder.path())), "it is none of the project's");
        // It changed while it was asked about.
        let files = Files::on(folder.path()).seeing();
        let path = "data/甲/2022.toml";
        files.read(path, Most::Data).unwrap();
        fs::write(folder.path().join(path), "year = 2023").unwrap();
        files.read(path, Most::Data).unwrap();
        assert!(!files.seen().holds(&Files::on(folder.path())));
        fs::write(folder.path().join(path), "year = 2022").unwrap();
        assert!(!files.seen().holds(&Files::on(folder.path())));
        // Something else was put in its place.
        let files = Files::on(folder.path()).seeing();
        let over = files.over([(path.to_owned(), String::new())]);
        over.read(path, Most::Data).unwrap();
        assert!(!files.seen().holds(&Files::on(folder.path())));
        assert!(!over.seen().holds(&Files::on(folder.path())));
        // Nobody saw what was asked.
        let files = Files::on(folder.path());
        files.read(path, Most::Data).unwrap();
        assert!(!files.seen().holds(&Files::on(folder.path())));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_a_file_is_told() {
        let (folder, _) = seen();
        let path = "data/甲/2022.toml";
        let files = Files::on(folder.path()).seeing();
        assert!(files.is_file(path));
        let seen = files.seen();
        let real = folder.path().join(path);
        fs::rename(&real, folder.path().join("data/real.toml")).unwrap();
        std::os::unix::fs::symlink("../real.toml", &real).unwrap();
        assert!(!seen.holds(&Files::on(folder.path())));
    }
}
