"""Zip packages (DOCX, ODT, EPUB …) and their XML, opened with limits.

Members are read into memory only, never written, so a name such as ``../../x`` does no harm; it
is still a sign of a forged package and refused. XML is parsed without DTD, entities or network.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from lxml import etree

from conspectus.formats.readers.errors import Damaged, Encrypted, TooLarge

MAX_MEMBERS = 20_000
MAX_TOTAL = 512 * 2**20
MAX_MEMBER = 96 * 2**20
MAX_RATIO = 400
_RATIO_MATTERS = 8 * 2**20
_ENCRYPTED_FLAG = 0x1


class Package:
    """A zip package whose directory was checked; members are unpacked one at a time."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open and check.

        Raises:
            Damaged: no readable zip directory, or names that lead out of the package.
            TooLarge: too many members, or they unpack to too much.
        """
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, struct.error, EOFError) as error:
            raise _damaged(name) from error
        infos = self._zip.infolist()
        self.names = frozenset(info.filename for info in infos)
        total = sum(info.file_size for info in infos)
        packed = max(1, sum(info.compress_size for info in infos))
        if (
            len(infos) > MAX_MEMBERS
            or total > MAX_TOTAL
            or (total > _RATIO_MATTERS and total / packed > MAX_RATIO)
        ):
            raise TooLarge(
                f"“{name}” is a package that would unpack to {total // 2**20} MB in {len(infos)} "
                "parts, more than is safe: send the document as PDF or plain text."
            )
        if any(_leads_out(n) for n in self.names):
            raise Damaged(
                f"“{name}” contains parts whose names lead out of the package, so it was not "
                "opened: ask the sender for a newly saved copy."
            )

    def read(self, member: str) -> bytes | None:
        """Bytes of one member, or ``None`` where there is none.

        Raises:
            Damaged: the member is cut off. Encrypted: it needs a password. TooLarge: too long.
        """
        if member not in self.names:
            return None
        info = self._zip.getinfo(member)
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise Encrypted(f"“{self.name}” is protected by a password: ask for an open copy.")
        if info.file_size > MAX_MEMBER:
            raise TooLarge(
                f"“{self.name}” holds a part of {info.file_size // 2**20} MB, more than is safe: "
                "send the document as PDF or plain text."
            )
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_MEMBER + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise _damaged(self.name) from error
        if len(data) > MAX_MEMBER:
            raise TooLarge(f"“{self.name}” unpacks to more than is safe: send it as plain text.")
        return data

    def xml(
        self, member: str, renamed: Mapping[bytes, bytes] = MappingProxyType({})
    ) -> etree._Element | None:
        """Root element of one XML member, or ``None`` where there is none.

        ``renamed``: namespaces of the strict variant of a format, to those of the usual one.

        Raises:
            Damaged: not well-formed, or with a document type. And all errors of :meth:`read`.
        """
        data = self.read(member)
        if data is None:
            return None
        for strict, usual in renamed.items():
            data = data.replace(strict, usual)
        return parse_xml(data, self.name)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Root of an XML document that has no document type.

    Raises:
        Damaged: not well-formed, nested too deeply, or with a DTD or entities.
    """
    head = data[:4096].replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in data.replace(b"\0", b""):
        raise Damaged(
            f"“{name}” declares a document type or entities of its own, which is not safe to open: "
            "ask the sender for a newly saved copy."
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise _damaged(name) from error
    except ValueError as error:
        raise _damaged(name) from error


def _leads_out(member: str) -> bool:
    path = PurePosixPath(member.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or member[1:3] == ":\\"


def _damaged(name: str) -> Damaged:
    return Damaged(
        f"“{name}” is damaged or cut off and cannot be opened: ask the sender for it again."
    )
