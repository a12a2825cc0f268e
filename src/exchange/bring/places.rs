//! Where a unit's data go.

use std::collections::BTreeMap;

use crate::model::unit::Unit;
use crate::project::Project;

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

    /// The folder for a unit: the one that the user names, else that of the unit of that name, else one called as the unit is.
    pub(super) fn folder(&self, wanted: Option<&str>, name: Option<&str>) -> Option<String> {
        if let Some(wanted) = wanted {
            return Some(wanted.to_owned());
        }
        let name = name?;
        let blankless = |name: &str| name.split_whitespace().collect::<String>();
        let same = self.0.iter().find(|(_, (other, _))| blankless(other) == blankless(name));
        Some(same.map_or_else(|| safe(name), |(folder, _)| folder.clone()))
    }

    /// Whether a unit is a department that adds up others.
    pub(super) fn is_department(&self, wanted: Option<&str>, name: Option<&str>) -> bool {
        let folder = self.folder(wanted, name);
        folder.and_then(|folder| self.0.get(&folder)).is_some_and(|(_, adds_up)| *adds_up)
    }
}

/// A name as that of a folder.
fn safe(name: &str) -> String {
    let safe =
        name.chars().map(|c| if r#"/\:*?"<>|"#.contains(c) || c.is_control() { '_' } else { c });
    let safe: String = safe.collect();
    safe.trim_matches([' ', '.', '~']).to_owned()
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
    }
}
