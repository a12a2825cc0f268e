//! Where a unit's data go.

use std::collections::BTreeMap;

use crate::model::unit::Unit;
use crate::project::Project;
use crate::write::{folder_of, unusable_folder};

/// The units of the project by folder.
#[derive(Debug)]
pub(super) struct Places(BTreeMap<String, (String, bool)>);

impl Places {
    /// The units of a project.
    pub(super) fn of(project: &Project) -> Self {
        let (census, _) = project.units();
        let mut places = BTreeMap::new();
        for (folder, unit) in census.iter().flat_map(|census| census.units()) {
            let Unit { name, members, .. } = unit;
            places.insert(folder.to_owned(), (name.value.clone(), !members.is_empty()));
        }
        Self(places)
    }

    /// The name of the unit of a folder.
    pub(super) fn name(&self, folder: &str) -> Option<&str> {
        self.0.get(folder).map(|(name, _)| name.as_str())
    }

    /// The folder for a unit: the one that the user names, else that of the unit of that name, else one called as the unit is;
    /// none where no folder may be called so, or nothing is named.
    pub(super) fn folder(&self, wanted: Option<&str>, name: Option<&str>) -> Option<String> {
        match (wanted, name) {
            (Some(wanted), _) if self.0.contains_key(wanted) => Some(wanted.to_owned()),
            (Some(wanted), _) => {
                Some(wanted.to_owned()).filter(|wanted| unusable_folder(wanted).is_none())
            }
            (None, Some(name)) => match self.of_name(name) {
                Some(folder) => Some(folder.to_owned()),
                None => folder_of(name).ok(),
            },
            (None, None) => None,
        }
    }

    /// Why there is no folder for a unit, and what to do about it.
    pub(super) fn why_none(wanted: Option<&str>, name: Option<&str>) -> (String, Option<String>) {
        let cannot = |name: &str, why: &str| format!("“{name}”不能作文件夹的名字：{why}");
        match (wanted, name) {
            (Some(wanted), _) => {
                let why = unusable_folder(wanted).unwrap_or_default();
                (cannot(wanted, why), Some("请在 --unit 后面写别的文件夹名".to_owned()))
            }
            (None, Some(name)) => {
                let why = folder_of(name).err().unwrap_or_default();
                let help = "先新建这个单位，名称写别的，建好以后改成原来的，再导入";
                (cannot(name, why), Some(help.to_owned()))
            }
            (None, None) => {
                ("表里没有写是哪个单位的；请用 --unit 写明 data 下的文件夹".to_owned(), None)
            }
        }
    }

    /// The folder of the unit of a name.
    fn of_name(&self, name: &str) -> Option<&str> {
        let blankless = |name: &str| name.split_whitespace().collect::<String>();
        let same = self.0.iter().find(|(_, (other, _))| blankless(other) == blankless(name));
        same.map(|(folder, _)| folder.as_str())
    }

    /// Whether a unit is a department that adds up others.
    pub(super) fn is_department(&self, wanted: Option<&str>, name: Option<&str>) -> bool {
        let folder = self.folder(wanted, name);
        folder.and_then(|folder| self.0.get(&folder)).is_some_and(|(_, adds_up)| *adds_up)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_goes_where_its_name_is() {
        let places =
            Places(BTreeMap::from([("office".to_owned(), ("某县 司法局".to_owned(), false))]));
        assert_eq!(places.folder(None, Some("某县司法局")).as_deref(), Some("office"));
        assert_eq!(places.folder(None, Some("某局/本级")).as_deref(), Some("某局_本级"));
        assert_eq!(places.folder(Some("甲"), Some("某县司法局")).as_deref(), Some("甲"));
        assert_eq!(places.folder(None, None), None);
        for odd in ["CON", "..", ""] {
            assert_eq!(places.folder(Some(odd), Some("某县司法局")), None, "{odd}");
            assert_eq!(places.folder(None, Some(odd)), None, "{odd}");
        }
    }
}
