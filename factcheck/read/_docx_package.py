"""The zip of a Word document: parts as XML, bounded in size, without entities."""

from __future__ import annotations

import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from ..errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_LARGEST = 30_000_000  # bytes of one part unpacked; a novel has three million
_RATIO = 200  # XML packs up to about 50 to 1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    KeyError,
)


class Package:
    """The parts of a Word document.

    :raises ReadError: no zip, or one that is broken or encrypted.
    """

    def __init__(self, file: IO[bytes], origin: str) -> None:
        self._origin = origin
        self.notes: list[str] = []
        try:
            self._zip = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise self._broken("no zip file is in it, or a broken one") from error

    def part(self, name: str) -> Element | None:
        """Return the root of a part, None where the document has no such part.

        :raises ReadError: too large, broken or no XML that we take.
        """
        from lxml import etree

        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return None
        if info.file_size > _LARGEST or info.file_size > _RATIO * max(info.compress_size, 5_000):
            raise ReadError("unpacks to more than any draft (a zip bomb?)", where=self._origin)
        try:
            data = self._zip.read(info)
        except _BROKEN as error:
            raise self._broken("it may be cut short or encrypted") from error
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data.replace(_STRICT, W[1:-1].encode()), parser)
        except etree.XMLSyntaxError as error:
            raise self._broken(f"{name} is not well-formed") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise ReadError(f"{name} defines entities, which no word processor writes", where=self._origin)
        return root

    def styles(self) -> dict[str, str]:
        """Return the style names in lower case by style id."""
        root = self.part("word/styles.xml")
        found: dict[str, str] = {}
        for style in root.iter(f"{W}style") if root is not None else ():
            name = style.find(f"{W}name")
            if name is not None:
                found[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "").lower()
        return found

    def _broken(self, why: str) -> ReadError:
        return ReadError(
            f"this Word document cannot be read: {why}",
            where=self._origin,
            hint="open it in Word and save it again",
        )
