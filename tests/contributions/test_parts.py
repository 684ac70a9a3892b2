from __future__ import annotations

import gzip
import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from conspectus.contributions.blocks import Piece as Block
from conspectus.contributions.blocks import stored
from conspectus.contributions.parts import LONGEST, MOST_WORDS, part_numbers, pieces_of
from conspectus.engine.document import BlockKind


def _words(count, seed=1):
    random.seed(seed)
    known = [
        "".join(random.choices("abcdefghijklmnop", k=random.randint(2, 11))) for _ in range(4000)
    ]
    return " ".join(random.choice(known) for _ in range(count))


def test_blocks_become_paragraphs_with_their_kind_and_level():
    text, blocks = stored([Block(BlockKind.HEADING, "Access", 2), Block(BlockKind.PARAGRAPH, "A.")])
    first, second = pieces_of(text, blocks)
    assert (first.kind, first.level, text[first.start : first.end]) == ("heading", 2, "Access")
    assert (second.kind, second.level, text[second.start : second.end]) == ("paragraph", 0, "A.")


@given(st.text(alphabet="ab \n.", max_size=400))
def test_without_blocks_every_word_is_in_exactly_one_paragraph(text):
    pieces = list(pieces_of(text, []))
    assert "".join(text[one.start : one.end] for one in pieces).split() == "".join(
        text.split("\n\n")
    ).split() or sum(len("".join(text[p.start : p.end].split())) for p in pieces) == len(
        "".join(text.split())
    )
    assert all(one.end <= other.start for one, other in itertools.pairwise(pieces))


def test_a_long_block_is_parted_between_sentences_and_loses_no_word():
    text = ". ".join(_words(40, seed) for seed in range(60)) + "."
    pieces = list(pieces_of(text, []))
    assert len(pieces) > 1
    assert all(one.end - one.start <= LONGEST for one in pieces)
    assert " ".join(text[one.start : one.end] for one in pieces).split() == text.split()
    assert all(text[one.end - 1] == "." for one in pieces)


def test_a_page_is_never_too_heavy_nor_too_long():
    pieces = [("paragraph", _words(90, seed)) for seed in range(200)]
    numbers = part_numbers(pieces)
    assert numbers[0] == 1
    assert all(later - earlier in {0, 1} for earlier, later in itertools.pairwise(numbers))
    for number in range(1, numbers[-1] + 1):
        texts = [text for (_, text), at in zip(pieces, numbers, strict=True) if at == number]
        page = "".join(
            f'<p id="p{n}"><a href="p{n}/">{n}</a> {text}</p>' for n, text in enumerate(texts)
        )
        assert len(gzip.compress(page.encode(), 6)) < 8_000
        assert sum(len(text.split()) for text in texts) <= MOST_WORDS


def test_words_that_weigh_nothing_are_counted_too():
    numbers = part_numbers([("paragraph", "word " * 1000)] * 13)
    assert numbers == [1] * 6 + [2] * 6 + [3]


def test_a_page_begins_at_a_heading_where_one_is_near():
    pieces = [("paragraph", _words(200, seed)) for seed in range(40)]
    pieces[8] = ("heading", "Second")
    numbers = part_numbers(pieces)
    assert numbers[7] == 1
    assert numbers[8] == 2
