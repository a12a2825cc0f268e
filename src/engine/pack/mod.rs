//! The finished PDF made small: its objects packed into streams.

mod write;

pub(super) use write::pack;
