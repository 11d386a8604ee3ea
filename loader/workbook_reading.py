"""Opening publishers' workbooks (xlsx): one that is none, breaks off or would unpack to a giant is refused."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from loader import reading
from loader.errors import SourceError

#: Bytes that the parts of a workbook may unpack to; the largest in use has 20 million.
MAX_UNPACKED = 500_000_000


def sheets(path: Path, what: str) -> list[tuple[str, Iterator[tuple[Any, ...]]]]:
    """Title and rows of each sheet, in order; rows are tuples of cells, read as they are asked for.

    Raises `SourceError`, naming `what` was expected, where the file is no workbook; reading rows raises it too.
    """
    content = io.BytesIO(reading.whole(path))
    try:
        with zipfile.ZipFile(content) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
                raise SourceError(f"{path.name} unpacks to more than {MAX_UNPACKED} bytes, which {what} never does.")
        with warnings.catch_warnings():
            # Styles and print areas that openpyxl does not know, and nobody reads here.
            warnings.simplefilter("ignore", UserWarning)
            workbook = openpyxl.load_workbook(content, read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, ParseError) as error:
        raise SourceError(f"{path.name} is not {what}: it is no workbook ({error}). Fetch the file anew.") from error
    return [(sheet.title, _rows(path, sheet, what)) for sheet in workbook.worksheets]


def _rows(path: Path, sheet: Any, what: str) -> Iterator[tuple[Any, ...]]:
    try:
        yield from sheet.iter_rows(values_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, ParseError) as error:
        raise SourceError(f"{path.name} is not {what}: sheet {sheet.title!r} is broken ({error}).") from error
