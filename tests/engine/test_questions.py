"""Questions of a finished paper: what is near, told, blamed or only a fact is asked about."""

from __future__ import annotations

from conspectus.engine.corpus import Capacity, Holder, HolderKind, Stance
from conspectus.engine.ids import passage_id
from conspectus.engine.paper_parts import (
    Annexes,
    PaperData,
    PaperSource,
    Passage,
    Theme,
    View,
)
from conspectus.engine.questions import questions_about

SAID = {
    "1": ("access", "Internet access should be affordable for people in rural areas."),
    "2": ("access", "Internet access should be affordable for all people in remote rural areas."),
    "3": ("access", "Libraries must offer free connections to every citizen."),
    "4": ("safety", "Software makers should repair known faults in time."),
    "5": ("safety", "Some governments argue that filters protect children."),
    "6": ("safety", "The Corum Institute fails to publish its measurements and should do so."),
    "7": ("access", "In 2011 there were two exchange points in the country."),
}


def a_paper(said=SAID) -> PaperData:
    passages = tuple(a_passage(ref, theme, text) for ref, (theme, text) in said.items())
    return PaperData(
        title="",
        status="",
        date=None,
        language="en",
        engine={},
        sources=tuple(a_source(ref, text) for ref, (_, text) in said.items()),
        holders=(
            *(Holder(id=f"h{r}", kind=HolderKind.ORGANISATION, name=f"Body {r}") for r in said),
            Holder(id="corum", kind=HolderKind.ORGANISATION, name="Corum Institute"),
        ),
        themes=(Theme(id="access", name="Access"), Theme(id="safety", name="Safety")),
        passages=passages,
        views=tuple(
            View(
                id=one.view,
                theme=one.theme,
                wordings=(said[one.source][1].rstrip("."),),
                language="en",
                passages=(one.id,),
            )
            for one in passages
        ),
        sections=(),
        annexes=Annexes(),
        coverage={},
        balance={},
    )


def a_source(ref, text) -> PaperSource:
    return PaperSource(
        id=ref,
        ref=ref,
        kind="contribution",
        number=ref,
        title="",
        files=(),
        text=text,
        language="en",
        holders=(f"h{ref}",),
        channel="",
        received=None,
    )


def a_passage(ref, theme, text) -> Passage:
    return Passage(
        id=passage_id(ref, text),
        source=ref,
        start=0,
        end=len(text),
        sha256="",
        theme=theme,
        view=f"v{ref}",
        holder=f"h{ref}",
        capacity=Capacity.OWN,
        stance=Stance.FOR,
    )


def asked(kind, said=SAID):
    found = [one for one in questions_about(a_paper(said)) if one.kind == kind]
    return [sorted(p.split(":")[0] for p in one.passages) for one in found]


def test_two_near_wordings_of_a_theme_may_be_one_view():
    assert asked("merge?") == [["1", "2"]]


def test_what_others_say_may_be_relayed():
    assert asked("own or relayed?") == [["5"]]


def test_a_fact_that_asks_for_nothing_may_be_no_view():
    assert asked("claim?") == [["7"]]


def test_blame_of_somebody_who_takes_part_is_asked_about():
    assert asked("criticism of a named party?") == [["6"]]
    own = {**SAID, "6": ("safety", SAID["6"][1].replace("Corum Institute", "Body 6"))}
    assert asked("criticism of a named party?", own) == []


def test_a_view_nearer_to_another_theme_is_asked_about():
    moved = {**SAID, "2": ("safety", SAID["2"][1])}
    (one,) = (q for q in questions_about(a_paper(moved)) if q.passages[0].startswith("2:"))
    assert (one.kind, one.theme) == ("theme?", "access")


def test_the_order_of_passages_and_views_changes_no_question():
    turned = dict(reversed(SAID.items()))
    as_set = {(one.kind, one.passages, one.score) for one in questions_about(a_paper(turned))}
    kinds = {one.kind for one in questions_about(a_paper())}
    assert kinds == {kind for kind, _, _ in as_set}
    assert questions_about(a_paper()) == questions_about(a_paper())


def test_doubts_are_between_nothing_and_one():
    assert all(0 < one.score <= 1 for one in questions_about(a_paper()))
