//! Whether a font file is what it says: its tables lie within it and their counts can be.

use std::ops::Range;

/// The most faces that a collection may have; the largest ones in use have some seventy.
const FACES: u32 = 256;

/// The most characters that the lists of one face may name; the font that names every one there is has 2 million.
const CHARACTERS: u64 = 4_000_000;

/// The most that all faces of a file may name.
const CHARACTERS_IN_ALL: u64 = 32_000_000;

/// The most parts that the shaping rules of a face may have.
const SHAPING_PARTS: u64 = 20_000;

/// The most names that a face may have.
const NAMES: u16 = 8_192;

/// The tables without which nothing can be set.
const NEEDED: [&[u8; 4]; 6] = [b"head", b"hhea", b"maxp", b"hmtx", b"cmap", b"name"];

/// Other tables that the engine reads.
const READ: [&[u8; 4]; 8] =
    [b"OS/2", b"post", b"GSUB", b"GPOS", b"GDEF", b"CFF ", b"glyf", b"loca"];

/// The tables that outlines or pictures of glyphs can stand in.
const OUTLINES: [&[u8; 4]; 7] = [b"glyf", b"CFF ", b"CFF2", b"CBDT", b"EBDT", b"sbix", b"SVG "];

/// How many faces a font file has, or what is wrong with it. Only counts are looked at, never as many things as they say.
pub(super) fn faces(data: &[u8]) -> Result<u32, String> {
    if data.get(..4) != Some(b"ttcf") {
        face(data, 0)?;
        return Ok(1);
    }
    let count = u32_at(data, 8).ok_or("文件不完整")?;
    if count == 0 || count > FACES {
        return Err(format!("它说里面有 {count} 个字体"));
    }
    let mut characters = 0;
    for number in 0..count as usize {
        let start = u32_at(data, 12 + 4 * number).ok_or("文件不完整")?;
        characters += face(data, start as usize)
            .map_err(|why| format!("其中第 {} 个字体{why}", number + 1))?;
    }
    check_characters(characters, CHARACTERS_IN_ALL)?;
    Ok(count)
}

/// How many characters the face that begins at some byte names, or what is wrong with it.
fn face(data: &[u8], start: usize) -> Result<u64, String> {
    let known = [&[0, 1, 0, 0], b"OTTO", b"true"];
    let magic = data.get(start..start.saturating_add(4));
    if !magic.is_some_and(|magic| known.iter().any(|known| magic == *known)) {
        return Err("开头不是字体的标记".to_owned());
    }
    let face = Face { data, start };
    for tag in NEEDED {
        face.table(tag)?.ok_or_else(|| format!("缺少表 {}", shown(tag)))?;
    }
    for tag in READ {
        face.table(tag)?;
    }
    if !OUTLINES.iter().any(|tag| face.range(tag).is_some()) {
        return Err("没有字形".to_owned());
    }
    let glyphs = face.metrics()?;
    face.outlines(glyphs)?;
    face.names()?;
    for tag in [b"GSUB", b"GPOS"] {
        face.shaping(tag)?;
    }
    let characters = face.characters()?;
    check_characters(characters, CHARACTERS)?;
    Ok(characters)
}

/// Whether a number of characters can be.
fn check_characters(characters: u64, most: u64) -> Result<(), String> {
    if characters > most { Err(format!("它说有 {characters} 个字")) } else { Ok(()) }
}

/// One face of a file.
struct Face<'d> {
    /// The whole file.
    data: &'d [u8],
    /// Where its directory of tables begins.
    start: usize,
}

impl<'d> Face<'d> {
    /// Where a table stands in the file, as the directory says.
    fn range(&self, tag: &[u8; 4]) -> Option<Range<usize>> {
        let count = u16_at(self.data, self.start.checked_add(4)?)?;
        let records = (0..usize::from(count)).map(|number| self.start + 12 + 16 * number);
        let record = records.take_while(|at| at + 16 <= self.data.len());
        let mut record = record.filter(|at| self.data.get(*at..at + 4) == Some(tag));
        let at = record.next()?;
        let (from, length) = (u32_at(self.data, at + 8)?, u32_at(self.data, at + 12)?);
        Some(from as usize..(from as usize).saturating_add(length as usize))
    }

    /// A table; none where the face has none.
    fn table(&self, tag: &[u8; 4]) -> Result<Option<&'d [u8]>, String> {
        let Some(range) = self.range(tag) else { return Ok(None) };
        let table = self.data.get(range);
        table.map(Some).ok_or_else(|| format!("不完整：表 {} 超出了文件末尾", shown(tag)))
    }

    /// A table that is known to be there.
    fn needed(&self, tag: &[u8; 4]) -> &'d [u8] {
        self.table(tag).ok().flatten().unwrap_or_default()
    }

    /// How many glyphs there are, or which of the small tables is none.
    fn metrics(&self) -> Result<usize, String> {
        let wrong = |tag: &[u8; 4]| format!("的表 {} 不对", shown(tag));
        let (head, hhea) = (self.needed(b"head"), self.needed(b"hhea"));
        if u32_at(head, 12) != Some(0x5F0F_3CF5) {
            return Err(wrong(b"head"));
        }
        let maxp = self.needed(b"maxp");
        let version = matches!(u32_at(maxp, 0), Some(0x0000_5000 | 0x0001_0000));
        let glyphs = u16_at(maxp, 4).filter(|glyphs| version && *glyphs > 0);
        let glyphs = usize::from(glyphs.ok_or_else(|| wrong(b"maxp"))?);
        let wide = u16_at(hhea, 34).filter(|wide| u16_at(hhea, 0) == Some(1) && *wide > 0);
        let wide = usize::from(wide.ok_or_else(|| wrong(b"hhea"))?);
        if self.needed(b"hmtx").len() < wide * 4 || wide > glyphs {
            return Err(wrong(b"hmtx"));
        }
        Ok(glyphs)
    }

    /// Whether there are outlines of so many glyphs.
    fn outlines(&self, glyphs: usize) -> Result<(), String> {
        if let Some(glyf) = self.table(b"glyf")? {
            let loca = self.table(b"loca")?.ok_or("缺少表 loca")?;
            let long = u16_at(self.needed(b"head"), 50) == Some(1);
            let size = if long { 4 } else { 2 };
            let offset = |at| match long {
                true => u32_at(loca, at).map(|offset| offset as usize),
                false => u16_at(loca, at).map(|half| usize::from(half) * 2),
            };
            let mut offsets = (0..=glyphs).map_while(|number| offset(number * size));
            // Padding may be left out at the end.
            if loca.len() < glyphs * size || offsets.any(|offset| offset > glyf.len() + 3) {
                return Err("的表 loca 不对：字形超出了表 glyf".to_owned());
            }
        }
        if let Some(cff) = self.table(b"CFF ")? {
            let mut at = cff.get(2).copied().map(usize::from).filter(|_| cff.first() == Some(&1));
            for _ in ["names", "dictionaries", "strings", "subroutines"] {
                at = at.and_then(|at| after_index(cff, at));
            }
            at.ok_or("的表 CFF 不对")?;
        }
        Ok(())
    }

    /// Whether the names can be.
    fn names(&self) -> Result<(), String> {
        let name = self.needed(b"name");
        let count = u16_at(name, 2).filter(|_| matches!(u16_at(name, 0), Some(0 | 1)));
        match count {
            Some(count @ 1..=NAMES) if name.len() >= 6 + 12 * usize::from(count) => Ok(()),
            _ => Err("的表 name 不对".to_owned()),
        }
    }

    /// Whether a table of shaping rules has no more parts than can be.
    fn shaping(&self, tag: &[u8; 4]) -> Result<(), String> {
        let table = self.table(tag)?.unwrap_or_default();
        let list = u16_at(table, 8).and_then(|at| table.get(usize::from(at)..)).unwrap_or_default();
        let lookups = 0..usize::from(u16_at(list, 0).unwrap_or_default());
        let parts = lookups.filter_map(|number| {
            let lookup = list.get(usize::from(u16_at(list, 2 + 2 * number)?)..)?;
            u16_at(lookup, 4).map(u64::from)
        });
        let parts: u64 = parts.sum();
        if parts > SHAPING_PARTS {
            return Err(format!("的表 {} 说有 {parts} 条规则", shown(tag)));
        }
        Ok(())
    }

    /// How many characters the lists of characters name, each as often as it is named.
    fn characters(&self) -> Result<u64, String> {
        let cmap = self.needed(b"cmap");
        let lists = u16_at(cmap, 2).filter(|_| u16_at(cmap, 0) == Some(0));
        let lists = usize::from(lists.ok_or("的表 cmap 不对")?);
        if cmap.len() < 4 + 8 * lists || lists == 0 {
            return Err("的表 cmap 不对".to_owned());
        }
        let mut sum = 0_u64;
        for number in 0..lists {
            let start = u32_at(cmap, 4 + 8 * number + 4).unwrap_or_default() as usize;
            let list = cmap.get(start..).ok_or("的表 cmap 不对")?;
            sum += characters_of(list);
            // Beyond that it is wrong in any case; more lists would only take time.
            if sum > CHARACTERS_IN_ALL {
                break;
            }
        }
        Ok(sum)
    }
}

/// How many characters a list of characters names.
fn characters_of(list: &[u8]) -> u64 {
    let range = |first: Option<u32>, last: Option<u32>| {
        let (first, last) = (u64::from(first?), u64::from(last?));
        Some((last + 1).saturating_sub(first))
    };
    match u16_at(list, 0) {
        Some(4) => {
            let count = usize::from(u16_at(list, 6).unwrap_or_default()) / 2;
            let at = |at| u16_at(list, at).map(u32::from);
            let ranges = (0..count)
                .map_while(|number| range(at(16 + 2 * count + 2 * number), at(14 + 2 * number)));
            ranges.sum()
        }
        Some(12 | 13) => {
            let count = u32_at(list, 12).unwrap_or_default() as usize;
            let groups = (0..count).map_while(|number| {
                let at = 16 + 12 * number;
                range(u32_at(list, at), u32_at(list, at + 4))
            });
            groups.sum()
        }
        // What the others name is counted in two bytes or stands in the file one by one.
        _ => 1 << 16,
    }
}

/// Where the list of a CFF table ends that begins at some byte, if it lies within the table.
fn after_index(cff: &[u8], at: usize) -> Option<usize> {
    let count = usize::from(u16_at(cff, at)?);
    if count == 0 {
        return Some(at + 2);
    }
    let size = usize::from(*cff.get(at + 2)?);
    let offsets = at + 3;
    let last = cff.get(offsets + count * size..offsets + (count + 1) * size)?;
    let last = last.iter().fold(0_usize, |number, byte| (number << 8) | usize::from(*byte));
    let end = (offsets + (count + 1) * size - 1).checked_add(last)?;
    (matches!(size, 1..=4) && last > 0 && end <= cff.len()).then_some(end)
}

/// The number in two bytes.
fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at.checked_add(2)?)?;
    bytes.try_into().ok().map(u16::from_be_bytes)
}

/// The number in four bytes.
fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at.checked_add(4)?)?;
    bytes.try_into().ok().map(u32::from_be_bytes)
}

/// The name of a table.
fn shown(tag: &[u8; 4]) -> String {
    String::from_utf8_lossy(tag).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    /// A sound font.
    fn sound() -> Vec<u8> {
        let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        fs::read(fonts.join("LiberationSerif-Regular.ttf")).unwrap()
    }

    /// A sound font with some bytes of a table overwritten.
    fn spoilt(tag: &[u8; 4], at: usize, bytes: &[u8]) -> Vec<u8> {
        let mut data = sound();
        let start = Face { data: &data, start: 0 }.range(tag).unwrap().start + at;
        data[start..start + bytes.len()].copy_from_slice(bytes);
        data
    }

    /// A sound font with another table in place of one of its own, put behind the end.
    fn with_table(tag: &[u8; 4], table: &[u8]) -> Vec<u8> {
        let mut data = sound();
        let record = data.windows(4).position(|words| words == tag).unwrap();
        let start = u32::try_from(data.len()).unwrap();
        data[record + 8..record + 12].copy_from_slice(&start.to_be_bytes());
        let length = u32::try_from(table.len()).unwrap();
        data[record + 12..record + 16].copy_from_slice(&length.to_be_bytes());
        data.extend(table);
        data
    }

    /// A collection that says how many faces it has and where they begin.
    fn collection(count: u32, starts: &[u32], rest: &[u8]) -> Vec<u8> {
        let starts: Vec<u8> = starts.iter().flat_map(|start| start.to_be_bytes()).collect();
        [b"ttcf".as_slice(), &[0, 1, 0, 0], &count.to_be_bytes(), &starts, rest].concat()
    }

    /// A table of lists of characters: so many records of the same list.
    fn lists(records: u16, list: &[u8]) -> Vec<u8> {
        let mut table = [[0, 0], records.to_be_bytes()].concat();
        let start = 4 + 8 * u32::from(records);
        for _ in 0..records {
            table.extend([0, 3, 0, 10]);
            table.extend(start.to_be_bytes());
        }
        table.extend(list);
        table
    }

    /// A list that names all characters of some ranges.
    fn ranges(ranges: &[(u32, u32)]) -> Vec<u8> {
        let mut list = [0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0].to_vec();
        list.extend(u32::try_from(ranges.len()).unwrap().to_be_bytes());
        for (first, last) in ranges {
            list.extend([first.to_be_bytes(), last.to_be_bytes(), [0; 4]].concat());
        }
        list
    }

    /// A table of shaping rules: so many lookups, each with so many parts.
    fn shaping(lookups: u16, parts: u16) -> Vec<u8> {
        let mut table = vec![0, 1, 0, 0, 0, 0, 0, 0, 0, 10];
        table.extend(lookups.to_be_bytes());
        for _ in 0..lookups {
            table.extend((2 + 2 * lookups).to_be_bytes());
        }
        table.extend([0, 1, 0, 0]);
        table.extend(parts.to_be_bytes());
        table
    }

    #[test]
    fn fonts_that_lie_are_found_out() {
        let data = sound();
        let half = data.len() / 2;
        let text = "2022年度部门决算公开".repeat(100);
        let many: Vec<(u32, u32)> = (0..70).map(|_| (0, 0xFFFF)).collect();
        for (what, data) in [
            ("nothing", Vec::new()),
            ("a text", text.into_bytes()),
            ("only the mark", vec![0, 1, 0, 0]),
            ("the mark and zeros", [vec![0, 1, 0, 0], vec![0; 5000]].concat()),
            ("the mark and ones", [b"OTTO".to_vec(), vec![0xFF; 5000]].concat()),
            ("the first half", data[..half].to_vec()),
            ("all but the end", data[..data.len() - 2000].to_vec()),
            ("4 billion faces", collection(u32::MAX, &[16], &data)),
            ("no face", collection(0, &[], &data)),
            ("faces behind the end", collection(2, &[0xFFFF_0000, 0xFFFF_FFFF], &[])),
            ("faces that are none", collection(2, &[0, 4], &data)),
            ("an endless range", with_table(b"cmap", &lists(1, &ranges(&[(0, u32::MAX)])))),
            ("the same ranges again", with_table(b"cmap", &lists(1, &ranges(&many)))),
            ("the same list again", with_table(b"cmap", &lists(9000, &ranges(&[(0, 0xFFFF)])))),
            ("lists that are not there", with_table(b"cmap", &[0, 0, 0xFF, 0xFF, 0, 0])),
            ("no lists", with_table(b"cmap", &[0, 0, 0, 0])),
            ("other glyphs", spoilt(b"loca", 4000, &[0xFF; 40])),
            ("more glyphs", spoilt(b"maxp", 4, &[0xFF, 0xFF])),
            ("no glyphs", spoilt(b"maxp", 4, &[0, 0])),
            ("no head", spoilt(b"head", 12, &[0; 4])),
            ("no widths", spoilt(b"hhea", 34, &[0, 0])),
            ("more widths than glyphs", spoilt(b"hhea", 34, &[0xFF, 0xFF])),
            ("more names", spoilt(b"name", 2, &[0xFF, 0xFF])),
            ("4 billion rules", with_table(b"GSUB", &shaping(30_000, 0xFFFF))),
            ("an outline table that is a text", with_table(b"glyf", "字形".as_bytes())),
        ] {
            let why = faces(&data);
            assert!(why.is_err(), "{what}: {why:?}");
        }
    }

    #[test]
    fn sound_fonts_are_what_they_say() {
        let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        for entry in fs::read_dir(fonts).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if matches!(ending, Some("otf" | "ttf")) {
                assert_eq!(faces(&fs::read(&path).unwrap()), Ok(1), "{}", path.display());
            }
        }
        let all = lists(1, &ranges(&[(0, 0x10_FFFF)]));
        assert_eq!(faces(&with_table(b"cmap", &all)), Ok(1));
        assert_eq!(faces(&with_table(b"GSUB", &shaping(100, 100))), Ok(1));
        assert_eq!(faces(&with_table(b"GSUB", &[])), Ok(1));
    }

    #[test]
    fn a_collection_has_the_faces_that_it_says() {
        // Places in a collection count from the beginning of the file.
        let mut data = sound();
        let tables = usize::from(u16_at(&data, 4).unwrap());
        for record in (0..tables).map(|number| 12 + 16 * number) {
            let start = u32_at(&data, record + 8).unwrap() + 20;
            data[record + 8..record + 12].copy_from_slice(&start.to_be_bytes());
        }
        assert_eq!(faces(&collection(2, &[20, 20], &data)), Ok(2));
        let spoilt = faces(&collection(2, &[20, 24], &data));
        assert_eq!(spoilt, Err("其中第 2 个字体开头不是字体的标记".to_owned()));
    }
}
