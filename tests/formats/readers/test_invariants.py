"""Whatever the bytes: a document that keeps its contract, or one sentence."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from conspectus.engine.document import BlockKind, Document
from conspectus.formats.readers import ReaderError, read
from conspectus.formats.readers.pieces import Piece, assemble

NAMES = st.sampled_from(
    [
        "x.txt",
        "x.md",
        "x.html",
        "x.eml",
        "x.mbox",
        "x.vtt",
        "x.srt",
        "x.rtf",
        "x.docx",
        "x.pdf",
        "x",
    ]
)
LINES = st.lists(
    st.sampled_from(
        [
            "",
            "  ",
            "1. Introduction",
            "We hold that access to the network must be open to all people in",
            "every region, and that it",
            "(a) open standards;",
            "• access",
            "•",
            "> quoted",
            ">>CHINA: Thank you.",
            "Dan: We agree.",
            "“A quotation that",
            "ends here.”",
            "3 See the annex.",
            "PREAMBLEThe text",
            "12",
            "http://example.org/a-",
            "我们支持开放标准",
            "Ça va?",
            "\u2028",
            "\x0c",
            "\ufeff",
        ]
    ),
    max_size=40,
)


def check(document: Document) -> None:
    assert "\r" not in document.text
    assert "\0" not in document.text
    assert not document.text.startswith("\ufeff")
    document.text.encode("utf-8")
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(document.text)
        words = document.text[block.start : block.end]
        assert words == words.strip()
        if block.kind not in (BlockKind.TURN, BlockKind.TABLE):
            assert "\n" not in words
        assert block.kind is BlockKind.TURN or block.speaker is None
        last = block.end
    assert all(0 <= page <= len(document.text) for page in document.pages)
    assert any(map(str.isalnum, document.text))
    for warning in document.warnings:
        assert warning.endswith(".")


def check_reading(data: bytes, name: str) -> None:
    try:
        document = read(data, name)
    except ReaderError as error:
        message = str(error)
    else:
        check(document)
        assert read(data, name) == document
        return
    assert message.endswith(".")
    assert "\n" not in message


@given(st.binary(max_size=400), NAMES)
@example(b"%PDF-1.7", "x.pdf")
@example(b"PK\x05\x06" + bytes(18), "x.docx")
@example(b"{\\rtf1", "x.rtf")
def test_any_bytes_give_a_document_or_a_sentence(data, name):
    check_reading(data, name)


@given(LINES, st.sampled_from(["x.txt", "x.md", "x.html", "x.eml", "x.srt"]))
def test_any_lines_give_a_document_or_a_sentence(lines, name):
    check_reading("\n".join(lines).encode(), name)


@given(LINES)
def test_no_letter_of_a_text_is_lost(lines):
    """But for page numbers, lone marks and running headers, which go on purpose."""
    kept = [
        n for n in lines if n.strip() not in ("12", "•") and "Dan" not in n and "CHINA" not in n
    ]
    words = "\n".join(kept)
    try:
        text = read(words.encode(), "x.txt").text
    except ReaderError:
        return
    for word in ("hold", "region", "standards", "Introduction", "quotation", "annex", "PREAMBLE"):
        assert text.count(word) == words.count(word)


@given(
    st.lists(
        st.builds(
            Piece,
            kind=st.sampled_from([*BlockKind, None]),
            text=st.text(max_size=30),
            marker=st.sampled_from(["", "•", "1."]),
            page=st.none(),
        )
    )
)
def test_pieces_are_laid_out_in_order_with_their_words(pieces):
    document = assemble(pieces)
    kinds = [p.kind for p in pieces if p.text.strip() and p.kind]
    assert [b.kind for b in document.blocks] == kinds
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(document.text)
        last = block.end
