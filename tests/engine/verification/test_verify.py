"""V1 to V8 on sentences and on a paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conspectus.engine.corpus import Holder, HolderKind, Stance
from conspectus.engine.evidence import Degree, Evidence, Position, Sentence
from conspectus.engine.ids import sha256_hex
from conspectus.engine.paper_parts import View
from conspectus.engine.verification import verify_sentence

VIEW = "v-0123456789ab"
HOLDERS = {
    key: Holder(id=key, kind=HolderKind.ORGANISATION, name=name, label=label, group=group)
    for key, name, label, group in (
        ("aurora", "Aurora Institute", "the Aurora Institute", "academia"),
        ("estmark", "Kingdom of Estmark", "the Kingdom of Estmark", "governments"),
        ("telvanor", "Telvanor Communications", "", "private sector"),
        ("isoc", "ISOC", "", "technical community"),
        ("isoc-yemen", "ISOC Yemen", "", "technical community"),
    )
}
VIEWS = {VIEW: View(id=VIEW, theme="t", wordings=(), language="en", passages=())}
ADDRESSED = ("aurora", "estmark", "telvanor", "isoc", "isoc-yemen", "a", "b", "c", "d")


def _sentence(text, held, *, kind="view", stance=Stance.FOR, degree=None, footnote=None):
    view = None if kind == "topic" else VIEW
    positions = tuple(
        Position(
            view=view,
            holder=holder,
            stance=stance,
            match="same-language",
            evidence=(
                Evidence(
                    source="s1", start=0, end=len(quote), quote=quote, sha256=sha256_hex(quote)
                ),
            ),
        )
        for holder, quote in held.items()
    )
    word = {1: "one", 2: "two"}.get(len(held), "several")
    return Sentence(
        id="0123456789",
        kind=kind,
        text=text,
        language="en",
        generator="human:test",
        footnote=footnote,
        named=tuple(held),
        degree=degree or Degree(word=word, n=len(held), of=len(ADDRESSED)),
        positions=positions,
    )


def _found(sentence, **changes):
    options = {"holders": HOLDERS, "views": VIEWS, "addressed_by": ADDRESSED} | changes
    return verify_sentence(sentence, **options)


def _codes(sentence, **changes):
    return sorted({finding.code for finding in _found(sentence, **changes)})


FREE = "We believe that access should be free."
SHARED = _sentence(
    "Two contributions (the Aurora Institute, the Kingdom of Estmark) held that access should be "
    "free.",
    {"aurora": FREE, "estmark": "Access should be free for schools and for everybody else."},
)
SINGLE = _sentence("Telvanor Communications held that access should be free.", {"telvanor": FREE})


def test_true_sentences_are_not_disturbed():
    assert _found(SHARED) == ()
    assert _found(SINGLE) == ()


def test_v1_a_holder_without_evidence_is_found():
    text = SHARED.text.replace("Estmark)", "Estmark, Telvanor Communications)")
    (finding,) = _found(replace(SHARED, text=text))
    assert (finding.code, finding.holder) == ("V1", "telvanor")
    assert finding.sentence == SHARED.id


def test_v1_a_holder_left_out_is_found():
    text = SHARED.text.replace(", the Kingdom of Estmark", "")
    (finding,) = _found(replace(SHARED, text=text))
    assert (finding.code, finding.holder) == ("V1", "estmark")


def test_v1_a_holder_spoken_of_in_the_claim_is_no_holder_of_it():
    sentence = _sentence(
        "Telvanor Communications held that ISOC should be open.",
        {"telvanor": "ISOC should be open."},
    )
    assert _found(sentence) == ()


def test_v1_of_two_names_the_longer_is_meant():
    sentence = _sentence("ISOC Yemen held that access should be free.", {"isoc-yemen": FREE})
    assert _found(sentence) == ()


def test_v1_each_holder_needs_its_own_evidence():
    held = {"aurora": FREE, "estmark": "Access is a matter for each State."}
    found = _found(_sentence(SHARED.text, held))
    assert {finding.holder for finding in found} == {"estmark"}


@pytest.mark.parametrize(
    ("quotation", "codes"),
    [
        ("a forum that only talks will talk to itself", []),
        ("a forum that only talks talks to itself", ["V2"]),
        ("a forum that only talks … to itself", ["V2"]),
        ("it should remain open", ["V2"]),
        ("not change", ["V2"]),
    ],
)
def test_v2_quotations_are_exact_and_cut_nothing_that_turns_the_sense(quotation, codes):
    quote = (
        "To us a forum that only talks will talk to itself, and it should remain open unless "
        "the State objects. It should not change its rules."
    )
    sentence = SINGLE
    positions = (
        replace(
            sentence.positions[0],
            evidence=(
                Evidence(
                    source="s1", start=0, end=len(quote), quote=quote, sha256=sha256_hex(quote)
                ),
            ),
        ),
    )
    base = replace(sentence, text="Telvanor Communications held this view.", positions=positions)
    # A quotation that is not in the evidence cannot even be built: it is put in behind the
    # dataclass, as a bundle changed by hand would have it.
    object.__setattr__(base, "text", f"Telvanor Communications wrote: “{quotation}”.")
    if quotation == "not change":
        object.__setattr__(base, "text", "Telvanor Communications wrote: “change its rules”.")
    assert _codes(base) == codes


def test_v6_degree_words_follow_from_the_counts():
    both = replace(SHARED, text=SHARED.text.replace("Two contributions", "Both contributions"))
    assert _codes(both) == ["V6"]
    many = replace(SHARED)
    object.__setattr__(many, "text", SHARED.text.replace("Two contributions", "Many contributors"))
    assert _codes(many) == ["V6"]
    object.__setattr__(many, "degree", Degree(word="many", n=2, of=len(ADDRESSED)))
    assert _codes(many) == ["V6"]
    assert _codes(SHARED, addressed_by=ADDRESSED[:4]) == ["V6"]


@pytest.mark.parametrize(
    ("verb", "codes"),
    [
        ("stated that", []),
        ("was of the view that", []),
        ("claimed that", ["V8"]),
        ("insisted that", ["V8"]),
        ("pointed out that", ["V8"]),
        ("agreed that", ["V8"]),
        ("argued that", ["V8"]),
        ("stressed that", ["V8"]),
        ("rightly held that", ["V8"]),
    ],
)
def test_v8_verbs_before_a_norm(verb, codes):
    assert _codes(replace(SINGLE, text=SINGLE.text.replace("held that", verb))) == codes


@pytest.mark.parametrize(
    ("verb", "evidence", "stance", "codes"),
    [
        ("supported", "We support a ban on fees.", Stance.FOR, []),
        ("endorsed", "We support a ban on fees.", Stance.FOR, ["V8"]),
        ("urged", "We suggest a ban on fees.", Stance.FOR, ["V4", "V8"]),
        ("called for", "There should be a ban on fees.", Stance.FOR, []),
        ("opposed", "We have reservations about a ban on fees.", Stance.AGAINST, ["V8"]),
        (
            "expressed a reservation about",
            "We have reservations about a ban on fees.",
            Stance.AGAINST,
            [],
        ),
        ("rejected", "We oppose a ban on fees.", Stance.AGAINST, ["V8"]),
        ("opposed", "We reject a ban on fees.", Stance.AGAINST, []),
        ("discussed", "We support a ban on fees.", Stance.FOR, ["V8"]),
        ("demanded", "We demand a ban on fees.", Stance.FOR, ["V8"]),
    ],
)
def test_v8_no_verb_above_the_source(verb, evidence, stance, codes):
    sentence = _sentence(
        f"Telvanor Communications {verb} a ban on fees.", {"telvanor": evidence}, stance=stance
    )
    assert _codes(sentence) == codes


def test_v8_presupposed_facts_are_documented_and_undisputed():
    sentence = _sentence(
        "Telvanor Communications noted that 23 networks were shut down in 2013.",
        {"telvanor": "23 networks were shut down in 2013."},
    )
    assert _codes(sentence) == []
    assert _codes(sentence, opposed_views=(VIEW,)) == ["V8"]


def test_topic_sentences_have_the_phrase_and_a_verb_of_class_b():
    sentence = _sentence(
        "Two contributions (the Aurora Institute, the Kingdom of Estmark) referred to "
        "root servers.",
        {"aurora": "We run root servers.", "estmark": "There are no root servers here."},
        kind="topic",
        stance=Stance.MENTIONS,
    )
    assert _found(sentence) == ()
