//! How large files of each kind may be.

/// A kind of files, by which it is known how large one may be at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Most {
    /// Data, settings and catalogues: texts that people write.
    Data,
    /// Files of a layout, pictures among them.
    Layout,
    /// Fonts.
    Font,
    /// Records of what was built.
    Record,
    /// Finished reports.
    Pdf,
    /// Workbooks of an office.
    Workbook,
}

impl Most {
    /// How many MB.
    pub(crate) fn megabytes(self) -> u64 {
        match self {
            Self::Data => 16,
            Self::Layout => 64,
            Self::Font => 512,
            Self::Record => 256,
            Self::Pdf => 1024,
            Self::Workbook => 64,
        }
    }

    /// How many bytes.
    pub(crate) fn bytes(self) -> u64 {
        self.megabytes() << 20
    }
}
