"""Packs a folder so that the same files give the same bytes: archive.py FOLDER ARCHIVE.zip|ARCHIVE.tar.gz

Names in order, one date for all (SOURCE_DATE_EPOCH), no owners; only the program and scripts may be run.
"""

import gzip
import os
import sys
import tarfile
import time
import zipfile
from pathlib import Path

RUNS = {"juesuan"}


def files(folder: Path) -> list[Path]:
    """All files of a folder and below, in the order of their paths."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix().encode())


def mode(path: Path) -> int:
    """What may be done with a file."""
    return 0o755 if path.name in RUNS or path.suffix == ".sh" else 0o644


def write_zip(folder: Path, archive: Path, date: int) -> None:
    """For Windows. Names that are not ASCII are marked as UTF-8."""
    moment = max(time.gmtime(date)[:6], (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for path in files(folder):
            name = path.relative_to(folder.parent).as_posix()
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o100000 | mode(path)) << 16
            made.writestr(entry, path.read_bytes(), compresslevel=9)


def write_tar(folder: Path, archive: Path, date: int) -> None:
    """For Linux."""
    with (
        archive.open("wb") as file,
        gzip.GzipFile("", "wb", 9, file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as made,
    ):
        for path in files(folder):
            entry = tarfile.TarInfo(path.relative_to(folder.parent).as_posix())
            entry.size, entry.mtime, entry.mode = path.stat().st_size, date, mode(path)
            with path.open("rb") as content:
                made.addfile(entry, content)


def main() -> None:
    """Packs what the command line names."""
    folder, archive = Path(sys.argv[1]), Path(sys.argv[2])
    date = int(os.environ["SOURCE_DATE_EPOCH"])
    if archive.suffix == ".zip":
        write_zip(folder, archive, date)
    else:
        write_tar(folder, archive, date)


main()
