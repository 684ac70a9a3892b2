"""What only a whole paper can show: the constructor says what is wrong in one sentence."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from conspectus.engine.corpus import Capacity, Stance
from conspectus.engine.errors import InvariantError
from conspectus.engine.evidence import Sentence
from conspectus.engine.ids import sentence_id, view_id
from conspectus.engine.invariants import problems_of_paper
from conspectus.engine.invariants_coverage import reason_code
from conspectus.engine.paper import Paper, Paragraph, Position
from conspectus.engine.paper_parts import PaperData
from tests.random_papers import random_paper


@pytest.fixture(scope="module")
def paper() -> Paper:
    return random_paper(Random(7))


def _with_sentence(paper: Paper, sentence: Sentence) -> Paper:
    section = paper.sections[1]
    added = Paragraph(id="new", number="new", kind="prose", sentences=(sentence,))
    changed = replace(section, paragraphs=(*section.paragraphs, added))
    return replace(paper, sections=(paper.sections[0], changed, *paper.sections[2:]))


def _sentence(text: str, *positions: Position, **changes: object) -> Sentence:
    views = [one.view for one in positions if one.view]
    holders = [one.holder for one in positions]
    given = {
        "id": sentence_id(views, holders, text),
        "kind": "view",
        "text": text,
        "language": "en",
        "generator": "human:rapporteur",
        "named": tuple(holders),
        "positions": positions,
    }
    return Sentence(**(given | changes))


def _relayed(paper: Paper) -> tuple[Paper, Position]:
    """The paper with a relayed passage in a view of its own, and a position on it."""
    passage = next(one for one in paper.passages if one.capacity is Capacity.RELAYED)
    pattern = paper.sections[1].paragraphs[1].sentences[0].positions[0]
    source = next(one for one in paper.sources if one.id == passage.source)
    words = source.text[passage.start : passage.end]
    item = replace(
        pattern.evidence[0],
        source=passage.source,
        start=passage.start,
        end=passage.end,
        quote=words,
        sha256=passage.sha256,
    )
    like = next(one for one in paper.views if one.id == pattern.view)
    view = replace(like, id=view_id([passage.id]), passages=(passage.id,))
    moved = replace(passage, view=view.id, theme=view.theme)
    changed = replace(
        paper,
        passages=tuple(moved if one is passage else one for one in paper.passages),
        views=(*paper.views, view),
    )
    position = replace(
        pattern, holder=passage.holder, stance=Stance.MENTIONS, evidence=(item,), view=view.id
    )
    return changed, position


def test_relayed_words_may_be_reported_and_are_never_counted(paper: Paper) -> None:
    changed, position = _relayed(paper)
    name = next(one.name for one in paper.holders if one.id == position.holder)
    text = f"{name} reported that some had spoken of dangers."
    assert _with_sentence(changed, _sentence(text, position)).sections[1].paragraphs[-1]
    sided = replace(position, stance=Stance.FOR)
    with pytest.raises(InvariantError, match="as the view of who relayed them"):
        _with_sentence(changed, _sentence(text, sided))


def test_relayed_words_join_no_view_of_holders(paper: Paper) -> None:
    relayed = [one for one in paper.passages if one.capacity is Capacity.RELAYED]
    passage = max(relayed, key=lambda one: one.id)  # so that the view keeps its name
    view = next(one for one in paper.views if min(one.passages) < passage.id)
    joined = replace(view, passages=tuple(sorted([*view.passages, passage.id])))
    moved = replace(passage, view=view.id, theme=view.theme)
    with pytest.raises(InvariantError, match="joins relayed words to those of holders"):
        replace(
            paper,
            passages=tuple(moved if one is passage else one for one in paper.passages),
            views=tuple(joined if one is view else one for one in paper.views),
        )


def test_the_chair_may_be_cited_and_is_never_counted(paper: Paper) -> None:
    pattern = paper.sections[1].paragraphs[1].sentences[0]
    degree = pattern.degree
    assert degree is not None
    chair = tuple(
        replace(one, is_chair=one.id == pattern.holders[0] or one.is_chair) for one in paper.holders
    )
    with pytest.raises(InvariantError, match="spoke from the chair"):
        replace(paper, holders=chair)


def test_a_degree_counts_those_who_addressed_the_theme_of_the_section(paper: Paper) -> None:
    theme = paper.themes[0]
    shorter = replace(theme, addressed_by=theme.addressed_by[:-1])
    with pytest.raises(InvariantError, match="is not said to address its theme"):
        replace(paper, themes=(shorter, *paper.themes[1:]))


def test_the_same_sentence_twice_takes_another_id(paper: Paper) -> None:
    frame = paper.sections[0].paragraphs[0].sentences[0]
    intro = paper.sections[0]

    def twice(k: int) -> Paper:
        again = replace(frame, id=sentence_id([], [], frame.text, k))
        more = Paragraph(id="p0b", number="0 bis", kind="prose", sentences=(again,))
        changed = replace(intro, paragraphs=(*intro.paragraphs, more))
        return replace(paper, sections=(changed, *paper.sections[1:]))

    assert twice(2)
    with pytest.raises(InvariantError, match="stands twice among the sentences"):
        twice(1)
    with pytest.raises(InvariantError, match="carries the id of other words"):
        twice(3)


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("no view", "no view"),
        ("after cut-off: received 2031-06-20", "after cut-off"),
        ("no view:", None),
        ("too long", None),
        ("No view", None),
    ],
)
def test_reasons_are_of_a_closed_list(reason: str, code: str | None) -> None:
    assert reason_code(reason) == code


def test_totals_of_the_coverage_are_those_of_the_paper(paper: Paper) -> None:
    total = len(paper.sources)
    assert replace(paper, coverage={"sources": {"total": total}})
    with pytest.raises(InvariantError, match=f"gives 1 sources as total, and there are {total}"):
        replace(paper, coverage={"sources": {"total": 1}})


@pytest.mark.parametrize(
    "options", [{"degree": {"most": 1}}, {"degree": {"most_share": "x"}}, {"degree": 3}]
)
def test_thresholds_that_nobody_understands_are_refused(
    paper: Paper, options: dict[str, object]
) -> None:
    with pytest.raises(InvariantError, match="not to be understood"):
        replace(paper, engine={"version": "0", "options": options})


def test_only_what_json_holds_goes_into_a_paper(paper: Paper) -> None:
    for value in ((1, 2), {1: 2}, float("nan"), object()):
        with pytest.raises(InvariantError, match="only what JSON holds"):
            replace(paper, balance={"groups": value})


def test_all_that_is_wrong_is_told_not_only_the_first(paper: Paper) -> None:
    data = {name: getattr(paper, name) for name in PaperData.__dataclass_fields__}
    broken = PaperData(**(data | {"oppositions": (), "positions": (), "title": ""}))
    assert list(problems_of_paper(broken)) == ["The paper has no title or no language."]
    several = PaperData(**(data | {"positions": ()}))
    assert len(list(problems_of_paper(several))) > 1
