"""The footnotes part (ECMA-376 part 1, section 17.11): python-docx has none of its own."""

from __future__ import annotations

from collections.abc import Iterable

from conspectus.formats.writers.manuscript import Note
from conspectus.formats.writers.word.body import paragraph
from conspectus.formats.writers.word.names import declared
from conspectus.formats.writers.word.runs import runs_xml, text_xml

_MARK = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote>"
)


def footnotes_part(notes: Iterable[Note]) -> bytes:
    """word/footnotes.xml with both separators; each note's id is its number."""
    texts = "".join(
        f'<w:footnote w:id="{note.number}">'
        f"{paragraph('FootnoteText', _MARK + text_xml(' ') + runs_xml(note.runs))}</w:footnote>"
        for note in notes
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:footnotes {declared('w')}>{_SEPARATORS}{texts}</w:footnotes>"
    ).encode()
