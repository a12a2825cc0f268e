//! How much memory another process holds.

use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};

/// The bytes of memory that a process has in use; none if the system does not tell.
pub(super) fn in_use(process: u32) -> u64 {
    let process = Pid::from_u32(process);
    let mut system = System::new();
    let wanted = ProcessRefreshKind::nothing().with_memory();
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[process]), true, wanted);
    system.process(process).map_or(0, |process| process.memory())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_has_some_memory_in_use() {
        assert!(in_use(std::process::id()) > 1 << 20);
        assert_eq!(in_use(u32::MAX), 0);
    }
}
