//! The project that is spoilt, and what stands outside of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The files of a folder by path, with their bytes; links with where they lead.
pub(crate) type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// Where the cases play: a project, and a canary beside it.
pub(crate) struct Ground {
    /// Removed at the end.
    folder: TempDir,
    /// The project as it is before it is spoilt, without what it made.
    data: Tree,
    /// With what it made, and a part made elsewhere.
    made: Tree,
    /// What stands outside.
    canary: Tree,
    /// The program that is tried.
    program: PathBuf,
}

impl Ground {
    /// A project that was built once.
    pub(crate) fn new(program: PathBuf) -> Self {
        let folder = TempDir::new().expect("a folder");
        let [data, made, canary] = [Tree::new(), Tree::new(), Tree::new()];
        let mut ground = Self { folder, data, made, canary, program };
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        let base = repository.join("tests/findings/base");
        for (path, bytes) in tree(&base) {
            write(&ground.root().join(path.strip_prefix(&base).expect("below")), &bytes);
        }
        let more = repository.join("tests/projects/branches/data/sparse");
        for (path, bytes) in tree(&more) {
            let below = path.strip_prefix(&more).expect("below");
            write(&ground.root().join("data/sparse").join(below), &bytes);
        }
        let settings = b"name = \"mine\"\nextends = \"shanxi\"\n";
        write(&ground.root().join("layouts/mine/layout.toml"), settings);
        for file in ["cover.typ"] {
            let text = fs::read(repository.join("layouts/shanxi").join(file)).expect("a layout");
            write(&ground.root().join("layouts/mine").join(file), &text);
        }
        let year = ground.root().join("data/sparse/2022.toml");
        let text = fs::read_to_string(&year).expect("a year");
        write(&year, format!("published = 2023-09-15\n{text}").as_bytes());
        let text = fs::read_to_string(ground.root().join("data/sparse/unit.toml")).expect("a unit");
        write(
            &ground.root().join("data/sparse/unit.toml"),
            format!("layout = \"mine\"\n{text}").as_bytes(),
        );
        let font = fs::read(repository.join("fonts/LiberationSerif-Regular.ttf")).expect("a font");
        write(&ground.root().join("fonts/own.ttf"), &font);
        write(&ground.canary_root().join("notes.txt"), b"notes");
        write(&ground.canary_root().join("2022/own.pdf"), b"%PDF-1.7 somebody's own");
        write(&ground.canary_root().join("data/unit.toml"), b"name = \"other\"\n");
        ground.canary = tree(&ground.canary_root());
        ground.data = tree(&ground.root());
        for arguments in [&["build"][..], &["build", "sparse", "--out", "part"]] {
            let status = Command::new(&ground.program)
                .args(arguments)
                .current_dir(ground.root())
                .output()
                .expect("the program");
            assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
        }
        write(&ground.root().join("out/2022/名册.pdf"), b"%PDF-1.7 somebody's own roll");
        ground.made = tree(&ground.root());
        ground
    }

    /// The project folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    /// What stands outside.
    pub(crate) fn canary_root(&self) -> PathBuf {
        self.folder.path().join("canary")
    }

    /// The program that is tried.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// Whether a path of the project leads out of it through a link that was put there.
    pub(crate) fn leads_out(&self, path: &Path) -> bool {
        let real = path.parent().and_then(|folder| folder.canonicalize().ok());
        let root = self.root().canonicalize().ok();
        !matches!((real, root), (Some(real), Some(root)) if real.starts_with(&root))
    }

    /// Puts everything back in its place.
    pub(crate) fn renew(&mut self, with_made: bool) {
        let _ = fs::remove_dir_all(self.root());
        for (path, bytes) in if with_made { &self.made } else { &self.data } {
            write(path, bytes);
        }
    }

    /// What has become of what stands outside: what is wrong, if anything is. It is put right again.
    pub(crate) fn canary_fault(&self) -> Option<String> {
        let now = tree(&self.canary_root());
        let beside = fs::read_dir(self.folder.path()).expect("a folder").count();
        if now == self.canary && beside == 2 {
            return None;
        }
        let _ = fs::remove_dir_all(self.canary_root());
        self.canary.iter().for_each(|(path, bytes)| write(path, bytes));
        Some(format!("the canary was touched: {:?}", now.keys().collect::<Vec<_>>()))
    }
}

/// Writes a file with its folders; a link in its place is not followed.
pub(crate) fn write(path: &Path, bytes: &[u8]) {
    let _ = path.parent().map(fs::create_dir_all);
    if path.is_symlink() {
        let _ = fs::remove_file(path);
    }
    let _ = fs::write(path, bytes);
}

/// All that stands in a folder and below.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match fs::symlink_metadata(&path) {
            Ok(kind) if kind.is_symlink() => {
                let target = fs::read_link(&path).unwrap_or_default();
                found.insert(path, [b"-> ", target.as_os_str().as_encoded_bytes()].concat());
            }
            Ok(kind) if kind.is_dir() => found.extend(tree(&path)),
            _ => {
                let bytes = fs::read(&path).unwrap_or_default();
                found.insert(path, bytes);
            }
        }
    }
    found
}
