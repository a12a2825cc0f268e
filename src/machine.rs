//! What is settled with the system before anything else: how it tells that there is no memory, no room, no output.

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::Write;
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the program was started without a standard output.
static CLOSED: AtomicBool = AtomicBool::new(false);

/// Whether there is a standard output to write results to.
pub(crate) fn has_output() -> bool {
    !CLOSED.load(Ordering::Relaxed)
}

/// Whether the program has a window of its own, which closes when it ends: nobody else writes to its console. Who types
/// commands has a shell there.
#[cfg(windows)]
pub(crate) fn has_own_window() -> bool {
    use std::io::IsTerminal;
    use windows_sys::Win32::System::Console::GetConsoleProcessList;
    let mut processes = [0; 2];
    // SAFETY: the system writes as many numbers as there is room for.
    let count = unsafe { GetConsoleProcessList(processes.as_mut_ptr(), 2) };
    count == 1 && std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// Elsewhere a window stays.
#[cfg(not(windows))]
pub(crate) fn has_own_window() -> bool {
    false
}

/// Has a file that grows too large be an error like any other, in place of the end of the program.
#[cfg(unix)]
pub(crate) fn prepare() {
    // SAFETY: no other thread runs yet, and a signal that is ignored runs nothing.
    unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
}

/// Elsewhere it is one anyway.
#[cfg(not(unix))]
pub(crate) fn prepare() {}

/// Looks for a standard output before the standard library opens another file in place of one that is closed.
#[cfg(target_os = "linux")]
#[used]
// SAFETY: the section holds functions that are called before `main`; this one takes what it is given and asks the system
// one question, which needs nothing of the standard library.
#[unsafe(link_section = ".init_array")]
static LOOK: extern "C" fn() = {
    /// Asks whether the file of number 1 is open.
    extern "C" fn look() {
        // SAFETY: asking for the flags of any number does no harm.
        if unsafe { libc::fcntl(1, libc::F_GETFD) } == -1 {
            CLOSED.store(true, Ordering::Relaxed);
        }
    }
    look
};

/// Where memory is had from: setting pages asks for many small pieces from several threads, which takes the systems' own
/// allocators longer.
#[cfg(unix)]
static HEAP: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Elsewhere compiling C would ask for more than the program needs: the system's own.
#[cfg(not(unix))]
static HEAP: System = System;

/// The memory of the program; where there is none left, it ends with a word of its own.
struct Memory;

#[global_allocator]
static MEMORY: Memory = Memory;

/// From how many bytes on a piece is had from the system itself, which tells at once that there is not so much; elsewhere it
/// would be found out only as it is filled.
const LARGE: usize = 32 << 20;

// SAFETY: everything is left to two allocators that keep the contract, and by its size, which is the same all its life, it is
// known which of them a piece is from; what they return is returned, unless it is nothing, and then nothing is returned at all.
unsafe impl GlobalAlloc for Memory {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the same contract.
        let at = unsafe {
            if is_large(layout.size()) { System.alloc(layout) } else { HEAP.alloc(layout) }
        };
        there(at, layout.size())
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the same contract.
        let at = unsafe {
            if is_large(layout.size()) {
                System.alloc_zeroed(layout)
            } else {
                HEAP.alloc_zeroed(layout)
            }
        };
        there(at, layout.size())
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller keeps the same contract; a piece that moves from one allocator to the other is copied as far as
        // both reach, and the old one is given back by the layout that it was asked for with.
        let at = unsafe {
            match (is_large(layout.size()), is_large(size)) {
                (false, false) => HEAP.realloc(at, layout, size),
                (true, true) => System.realloc(at, layout, size),
                (false, true) | (true, false) => {
                    let moved = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
                    ptr::copy_nonoverlapping(at, moved, layout.size().min(size));
                    self.dealloc(at, layout);
                    moved
                }
            }
        };
        there(at, size)
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the same contract.
        unsafe {
            if is_large(layout.size()) {
                System.dealloc(at, layout)
            } else {
                HEAP.dealloc(at, layout)
            }
        }
    }
}

/// Whether a piece of memory is had from the system itself.
fn is_large(size: usize) -> bool {
    size >= LARGE
}

/// What was allocated; where there is nothing, the program ends.
fn there(at: *mut u8, size: usize) -> *mut u8 {
    if !ptr::eq(at, ptr::null()) {
        return at;
    }
    // Standard error has no buffer: nothing is allocated for this.
    let megabytes = size.div_ceil(1 << 20);
    let _ = writeln!(std::io::stderr(), "错误[no-memory]: 内存不够（还要 {megabytes} MB）");
    std::process::exit(3)
}
