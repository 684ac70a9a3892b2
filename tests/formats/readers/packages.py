"""Zip packages of one part or more, written for one test each."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def package(parts: dict[str, str]) -> bytes:
    """A zip file of the given parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(name, text)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A DOCX file with the given body; further parts by name without folder ("styles")."""
    root = f'xmlns:w="{W}"'
    written = {
        "word/document.xml": f"<w:document {root}><w:body>{body}</w:body></w:document>",
        **{
            f"word/{name}.xml": f"<w:{name} {root}>{text}</w:{name}>"
            for name, text in parts.items()
        },
    }
    return package(written)


def odt(body: str, kind: str = "text") -> bytes:
    """An OpenDocument file with the given body."""
    names = " ".join(
        f'xmlns:{short}="{ODF}{full}:1.0"'
        for short, full in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("style", "style"),
        )
    )
    content = (
        f"<office:document-content {names}><office:body><office:{kind}>{body}"
        f"</office:{kind}></office:body></office:document-content>"
    )
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return package({"mimetype": mimetype, "content.xml": content})
