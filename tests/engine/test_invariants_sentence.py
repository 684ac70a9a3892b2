"""A sentence, a position, a piece of evidence that breaks the format cannot be made at all."""

from __future__ import annotations

from typing import Any

import pytest

from conspectus.engine.corpus import Stance
from conspectus.engine.degree_reading import first_degree_word, stated_degrees
from conspectus.engine.errors import InvariantError
from conspectus.engine.evidence import Degree, Evidence, Position, Sentence
from conspectus.engine.ids import sentence_id, sha256_hex
from conspectus.engine.quoting import fold, take_apart, word_count
from conspectus.engine.topic_phrase import holds_phrase, topic_phrases

QUOTE = "we call for the “open” Internet’s\nroot zone to be public"


def _evidence(quote: str = QUOTE, **changes: Any) -> Evidence:
    given = {"source": "7", "start": 3, "end": 3 + len(quote), "sha256": sha256_hex(quote)}
    return Evidence(quote=quote, **(given | changes))


def _position(holder: str = "a", view: str | None = "v-0", **changes: Any) -> Position:
    given = {"stance": Stance.FOR, "match": "same-language", "evidence": (_evidence(),)}
    return Position(holder=holder, view=view, **(given | changes))


def _sentence(text: str = "One contribution (A) called for it.", **changes: Any) -> Sentence:
    given = {
        "id": sentence_id([], [], text),
        "kind": "view",
        "language": "en",
        "generator": "template:test",
        "named": ("a",),
        "degree": Degree(word="one", n=1, of=9),
        "positions": (_position(),),
    }
    return Sentence(text=text, **(given | changes))


def _topic(text: str, **changes: Any) -> Sentence:
    position = _position(view=None, stance=Stance.MENTIONS)
    return _sentence(text, kind="topic", positions=(position,), **changes)


def _frame(text: str = "This section is short.", **changes: Any) -> Sentence:
    bare = {"named": (), "degree": None, "positions": ()}
    return _sentence(text, kind="frame", **(bare | changes))


def test_what_keeps_the_rules_can_be_made() -> None:
    assert _sentence().holders == ("a",)
    assert _sentence().views == ("v-0",)
    assert _frame().holders == ()
    assert _topic("One contribution (A) referred to the root zone.").views == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"end": 9}, "ends at 9"),
        ({"start": -1, "end": len(QUOTE) - 1}, "is not where its quote ends"),
        ({"sha256": sha256_hex("x")}, "a hash that is not that of its quote"),
        ({"source": "../7"}, "cannot be the id of a source"),
    ],
)
def test_evidence_refuses(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InvariantError, match=said):
        _evidence(**changes)


@pytest.mark.parametrize("quote", ["two words", "one, — …", "互联网治理", "المنتدى المفتوح"])
def test_evidence_refuses_less_than_three_words(quote: str) -> None:
    with pytest.raises(InvariantError, match="shorter than three words"):
        _evidence(quote)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("three short words", 3),
        ("— not a word …", 3),
        ("互联网治理应当开放", 4),
        ("IPv6 与互联网", 3),
        ("สวัสดีครับ", 5),
        ("", 0),
    ],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert word_count(text) == words


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"evidence": ()}, "has no evidence"),
        ({"evidence": (_evidence(), _evidence())}, "the same evidence twice"),
        ({"match": "by ear"}, "which is none"),
    ],
)
def test_position_refuses(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InvariantError, match=said):
        _position(**changes)


@pytest.mark.parametrize(("word", "n", "of"), [("some", 2, 9), ("two", 3, 2), ("one", 0, 2)])
def test_degree_refuses(word: str, n: int, of: int) -> None:
    with pytest.raises(InvariantError):
        Degree(word=word, n=n, of=of)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"positions": ()}, "has no position"),
        ({"positions": (_position(view=None),)}, "one of its positions has none"),
        ({"positions": (_position(), _position())}, "the same view twice"),
        ({"positions": (_position(), _position("b", "v-1"))}, "does not hold all of its views"),
        (
            {"positions": (_position(), _position("b", stance=Stance.AGAINST))},
            "more than one stance",
        ),
        ({"named": ()}, "does not name them all"),
        ({"named": ("a", "a")}, "names a holder twice"),
        ({"named": ("a", "b")}, "has no position in it"),
        ({"degree": Degree(word="two", n=2, of=9)}, "counts 2 holders and has 1"),
        ({"degree": None}, "says “one” and counts nobody"),
        ({"kind": "rumour"}, "of the kind “rumour”"),
        ({"id": "x"}, "cannot be the id of a sentence"),
        ({"generator": "template:"}, "who wrote it"),
        ({"language": ""}, "has no language"),
        ({"text": ""}, "not one line of text"),
        ({"text": "Two\nlines."}, "not one line of text"),
        ({"footnote": ""}, "footnote of sentence .* is not one line"),
    ],
)
def test_a_view_sentence_refuses(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InvariantError, match=said):
        _sentence(**({"text": "One contribution (A) called for it."} | changes))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"positions": (_position(),)}, "cites a holder"),
        ({"named": ("a",)}, "cites a holder"),
        ({"degree": Degree(word="one", n=1, of=2)}, "has a degree"),
        ({"text": "The “root zone” is next."}, "quotes “root zone”"),
    ],
)
def test_a_frame_sentence_refuses(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InvariantError, match=said):
        _frame(**changes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One contribution (A) supported the root zone.", "lacks the verb of a topic"),
        ("One contribution (A) referred to the ancient root zone.", "not in its evidence"),
        ("One contribution (A) addressed this root zone.", "lacks the verb of a topic"),
    ],
)
def test_a_topic_sentence_refuses(text: str, said: str) -> None:
    with pytest.raises(InvariantError, match=said):
        _topic(text)


def test_a_topic_sentence_takes_no_side_and_has_no_view() -> None:
    text = "One contribution (A) referred to the root zone."
    with pytest.raises(InvariantError, match="they take no side"):
        _sentence(text, kind="topic", positions=(_position(view=None),))
    with pytest.raises(InvariantError, match="counts as no view"):
        _sentence(text, kind="topic", positions=(_position(stance=Stance.MENTIONS),))


def test_over_six_holders_four_or_all_are_named() -> None:
    positions = tuple(_position(holder) for holder in "abcdefg")
    seven = {"positions": positions, "degree": Degree(word="many", n=7, of=20)}
    text = "Many contributors (e.g. A, B, C, D) called for it."
    note = "A, B, C, D, E, F, G."
    assert _sentence(text, named=tuple("abcd"), footnote=note, **seven).named == tuple("abcd")
    assert _sentence(text, named=tuple("abcdefg"), **seven).footnote is None
    for named, footnote, words in (
        ("abc", note, text),
        ("abcde", note, text),
        ("abcd", None, text),
        ("abcd", note, text.replace("e.g. ", "")),
    ):
        with pytest.raises(InvariantError):
            _sentence(words, named=tuple(named), footnote=footnote, **seven)


@pytest.mark.parametrize(
    "text",
    [
        'One contribution (A) called for “the "open" Internet\'s root zone”.',
        "One contribution (A) called for «root zone», the 「root zone」.",
        "One contribution (A) called for the users' and the providers' rights.",
    ],
)
def test_quotations_are_compared_after_folding(text: str) -> None:
    assert _sentence(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "One contribution (A) called for “the … root zone”.",
        "One contribution (A) called for “the [open] Internet”.",
        "One contribution (A) called for “”.",
        "One contribution (A) called for “the root zone.",
        "One contribution (A) called for the root zone”.",
        'One contribution (A) called for the "root zone".',
        "One contribution (A) called for the ‘root zone’.",
        "One contribution (A) called for „root zone“.",
    ],
)
def test_nothing_but_exact_quotations_stands_in_marks(text: str) -> None:
    with pytest.raises(InvariantError):
        _sentence(text)


def test_a_footnote_quotes_as_exactly_as_a_sentence() -> None:
    assert _sentence(footnote="“root zone”.").footnote == "“root zone”."
    with pytest.raises(InvariantError, match="its evidence does not contain"):
        _sentence(footnote="“root zones”.")


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Several contributors (A) held it", [("several", None, None)]),
        ("Four of the six contributors that addressed this", [("number", 4, 6)]),
        ("All three speakers who addressed this", [("number", 3, 3)]),
        ("Seven contributors", [("number", 7, None)]),
        ("Both contributions (A, B)", [("two", None, None)]),
        ("A government contribution (A)", [("one", None, None)]),
        ("There was general support (A) for", [("general support", None, None)]),
        ("Most of the contributors that addressed this", [("most", None, None)]),
        ("Many governments (A) held it", [("many", None, None)]),
        ("A held that many networks have several owners", []),
        ("A joined both Governments in one forum", []),
    ],
)
def test_degrees_are_read_back_from_a_sentence(
    text: str, stated: list[tuple[str, int | None, int | None]]
) -> None:
    assert [(one.word, one.n, one.of) for one in stated_degrees(text)] == stated


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("This was raised by several of them.", "several"),
        ("A number of questions came up.", "a number of"),
        ("One speaker began.", "one"),
        ("The section has one part.", None),
    ],
)
def test_degree_words_are_found_in_frames(text: str, word: str | None) -> None:
    assert first_degree_word(text) == word


def test_the_phrase_of_a_topic_is_what_follows_its_verb() -> None:
    opening = "Four of the six contributors that addressed this (A referred to B)"
    text = f"{opening} discussed the DNS (root)."
    assert topic_phrases(text) == ("the DNS (root)", "the DNS", "DNS (root)", "DNS")
    assert topic_phrases("Nothing of the sort.") == ()
    assert holds_phrase("It is about the  dns\nof old", ("DNS of old",))
    assert not holds_phrase("It is about the dns", ("DNS of old",))


def test_folding_makes_marks_and_spaces_alike() -> None:
    assert fold(" «a»\u00a0“b”\n’c’ ") == '"a" "b" \'c\''
    assert take_apart("x “a «b»” y").inside == ("a «b»",)
    assert take_apart("x “a “b” y").fault == "“ is not closed"
