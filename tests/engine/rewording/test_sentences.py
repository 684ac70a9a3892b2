"""Which sentences are offered, which wordings stand, and what a paper tells of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from conspectus.engine.paper import Paper, Sentence
from conspectus.engine.rewording.prompts import Prompt
from conspectus.engine.synthesis import synthesize
from conspectus.engine.verification import verify_paper
from conspectus.formats.bundle.writing import paper_json
from conspectus.formats.intake import load_folder
from conspectus.sample import data_folder
from tests.factories_corpus import a_corpus, a_holder

ALDER, BIRCH, CEDAR = (a_holder(f"{name} Union") for name in ("Alder", "Birch", "Cedar"))
RIGHTS = "States should protect privacy, encryption, and freedom of expression."
NETWORKS = "Regulators should publish the costs, the plans, and the maps of community networks."
CORPUS = a_corpus((ALDER, (RIGHTS,)), (CEDAR, (NETWORKS,)))


class Writer:
    """A language model that changes each clause by rule; ``None`` gives no answer."""

    name = "rule"
    identity = "a rule of this test"

    def __init__(self, change) -> None:
        self.change = change
        self.asked: list[Prompt] = []

    def answers(self, prompts: Sequence[Prompt]) -> Iterator[str | None]:
        for prompt in prompts:
            self.asked.append(prompt)
            changed = [self.change(clause) for clause in json.loads(prompt.user)["clauses"]]
            yield None if None in changed else json.dumps({"clauses": changed})


class Memory:
    """A cache that keeps everything."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def get(self, kind: str, key: str) -> bytes | None:
        return self.kept.get((kind, key))

    def put(self, kind: str, key: str, value: bytes) -> None:
        self.kept[kind, key] = value


def without_serial_comma(clause: str) -> str:
    return clause.replace(", and", " and")


def views(paper: Paper) -> list[Sentence]:
    return [
        sentence
        for section in paper.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        if sentence.kind == "view"
    ]


def test_only_the_clause_changes_and_the_sentence_keeps_its_evidence():
    drafted = synthesize(CORPUS)
    paper = synthesize(CORPUS, language_model=Writer(without_serial_comma))
    assert len(views(paper)) == len(views(drafted)) == 2
    for old, new in zip(views(drafted), views(paper), strict=True):
        assert new.text == old.text.replace(", and", " and")
        assert new.generator.startswith("llm:rule:")
        assert new.id != old.id
        assert (new.named, new.degree, new.positions) == (old.named, old.degree, old.positions)
    assert verify_paper(paper) == ()


def test_a_wording_is_marked_with_the_digest_of_its_own_prompt():
    writer = Writer(without_serial_comma)
    paper = synthesize(CORPUS, language_model=writer)
    digests = {prompt.sha256[:12] for prompt in writer.asked}
    assert {sentence.generator.split(":")[2] for sentence in views(paper)} == digests


def test_the_table_of_positions_leads_to_the_new_sentence():
    paper = synthesize(CORPUS, language_model=Writer(without_serial_comma))
    assert {row.sentence for row in paper.positions} == {one.id for one in views(paper)}


def test_words_that_several_holders_share_stay_their_words():
    writer = Writer(without_serial_comma)
    paper = synthesize(a_corpus((ALDER, (RIGHTS,)), (BIRCH, (RIGHTS,))), language_model=writer)
    assert writer.asked == []
    assert "language_model" not in paper.annexes.method


def test_the_order_of_sources_changes_no_prompt():
    forth, back = Writer(without_serial_comma), Writer(without_serial_comma)
    turned = replace(CORPUS, sources=CORPUS.sources[::-1], holders=CORPUS.holders[::-1])
    one = synthesize(CORPUS, language_model=forth)
    other = synthesize(turned, language_model=back)
    assert [p.sha256 for p in forth.asked] == [p.sha256 for p in back.asked]
    assert paper_json(one) == paper_json(other)


def test_what_is_in_the_cache_is_not_asked_again():
    cache = Memory()
    first = synthesize(CORPUS, language_model=Writer(without_serial_comma), cache=cache)
    silent = Writer(lambda _clause: None)
    assert paper_json(synthesize(CORPUS, language_model=silent, cache=cache)) == paper_json(first)
    assert silent.asked == []


def test_a_wrong_answer_in_the_cache_is_refused_again():
    cache = Memory()
    wrong = Writer(lambda clause: clause.replace("should", "should not"))
    for writer in (wrong, Writer(lambda _clause: None)):
        paper = synthesize(CORPUS, language_model=writer, cache=cache)
        assert [one.text for one in views(paper)] == [one.text for one in views(synthesize(CORPUS))]
        assert paper.annexes.method["language_model"]["wordings_refused"] == {"words": 2}


def test_a_model_that_never_answers_leaves_no_trace():
    paper = synthesize(CORPUS, language_model=Writer(lambda _clause: None))
    assert paper_json(paper) == paper_json(synthesize(CORPUS))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (without_serial_comma, "two passed every check and stand, none were as drafted, and none"),
        (lambda clause: clause, "none passed every check and stand, two were as drafted, and none"),
        (str.upper, "none passed every check and stand, none were as drafted, and two were"),
    ],
)
def test_the_method_says_what_was_proposed_and_what_became_of_it(change, told):
    paper = synthesize(CORPUS, language_model=Writer(change))
    method = " ".join(paper.annexes.method["paragraphs"])
    assert "two sentences was also proposed by a language model (rule)" in method
    assert told in method


def test_of_the_sample_only_plain_reports_in_its_language_are_offered():
    corpus = load_folder(data_folder()).corpus
    writer = Writer(lambda clause: clause)
    paper = synthesize(corpus, language_model=writer)
    figures = paper.annexes.method["language_model"]
    assert figures["sentences_offered"] == figures["wordings_unchanged"] == len(writer.asked) > 10
    reports = [one for one in views(paper) if one.generator.startswith("template:")]
    assert len(reports) > len(writer.asked)
    texts = " ".join(prompt.user for prompt in writer.asked)
    hidden = {source.id for source in corpus.sources if source.publication.value == "not published"}
    for source in corpus.sources:
        if source.id in hidden:
            assert not any(part in texts for part in source.text.split("\n\n") if len(part) > 40)
