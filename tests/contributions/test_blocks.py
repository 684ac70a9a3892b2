"""What stands in a text box is the structure of the text: it comes back as it went."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from conspectus.contributions.blocks import (
    Piece,
    clean_text,
    marked,
    pieces_stored,
    read_marked,
    stored,
)
from conspectus.engine.document import BlockKind

LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]),
    min_size=1,
    max_size=12,
).filter(lambda text: clean_text(text) == text)
LINES = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
MARK = st.sampled_from(["•", "1.", "2.10.", "(a)", "iv)"])
PIECES = st.lists(
    st.one_of(
        st.builds(Piece, st.just(BlockKind.HEADING), LINE, st.integers(1, 6)),
        st.builds(Piece, st.just(BlockKind.LIST_ITEM), LINE, st.integers(1, 9), MARK),
        st.builds(Piece, st.sampled_from([BlockKind.QUOTE, BlockKind.TABLE]), LINES),
        st.builds(Piece, st.just(BlockKind.FOOTNOTE), LINES),
        st.builds(Piece, st.just(BlockKind.PARAGRAPH), LINE),
    ),
    max_size=6,
)


@given(PIECES)
def test_pieces_come_back_from_a_text_box(pieces):
    assert read_marked(marked(pieces)) == pieces


@given(PIECES)
def test_pieces_come_back_from_the_database(pieces):
    assert pieces_stored(*stored(pieces)) == pieces


@given(st.text())
def test_any_text_is_read_and_reading_it_again_changes_nothing(text):
    once = read_marked(text)
    assert read_marked(marked(once)) == once


def test_a_pasted_text_has_headings_paragraphs_and_items():
    pieces = read_marked("# Access\r\nIt costs\r\ntoo much.\n\n- cables\n- licences\n\n\x00The end")
    assert pieces == [
        Piece(BlockKind.HEADING, "Access", 1),
        Piece(BlockKind.PARAGRAPH, "It costs\ntoo much."),
        Piece(BlockKind.LIST_ITEM, "cables", 1, "•"),
        Piece(BlockKind.LIST_ITEM, "licences", 1, "•"),
        Piece(BlockKind.PARAGRAPH, "The end"),
    ]
    assert stored(pieces)[0].startswith("Access\n\nIt costs\ntoo much.\n\ncables")
