"""Oppositions: two sides of one issue, each holder by its own words, the doubtful to a person."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest

from conspectus.engine.corpus import Correction, IssueSpec, ThemeSpec
from conspectus.engine.errors import EngineError
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.opposition_cues import cue_of, line_of, possible_words
from conspectus.engine.opposition_issues import shipped_issues
from conspectus.engine.opposition_support import carries_side
from conspectus.engine.opposition_views import even, not_said_again
from conspectus.engine.oppositions import find_oppositions
from conspectus.engine.passages import claims_of, own_names
from conspectus.engine.stance import Commitment, commitment, takes_a_stand
from conspectus.engine.verification.frame import frame_of
from tests.factories_corpus import LANGUAGES, a_holder, the_claims

THEMES = (
    ThemeSpec(id="law", name="Law", terms=("treaty", "convention")),
    ThemeSpec(id="access", name="Access", terms=("connectivity",)),
)
WANTED = "The States should negotiate a binding international treaty on cyberspace."
UNWANTED = "There is no need for a new international treaty, and existing law should be applied."


def said(**sentences: str) -> list:
    """One source a holder; each argument is a holder with its sentence."""
    return [
        replace(claim, theme="law")
        for name, sentence in sentences.items()
        for claim in the_claims(a_holder(name), sentence)
    ]


def sides(claims: list, issues: tuple[IssueSpec, ...] = (), **fields: object) -> dict:
    """Issue → (holders for, holders against) of what is printed."""
    found, _ = find_oppositions(claims, issues, THEMES, **fields)
    return {
        one.issue: (
            tuple(holder for view in one.views_for for holder in view.holders),
            tuple(holder for view in one.views_against for holder in view.holders),
        )
        for one in found
    }


def doubts(claims: list) -> tuple[str, ...]:
    return tuple(doubt.question for doubt in find_oppositions(claims, (), THEMES)[1])


CLASSES = {"body": ("body", "united nations"), "new": ("new", "another")}


class TestCues:
    @pytest.mark.parametrize(
        ("cue", "sentence", "stands"),
        [
            ("create {new} {body}", "We should create new bodies.", True),
            ("create {new} {body}", "We should create a new body.", False),
            ("create a|the? {new} {body}", "We should create a new body.", True),
            ("create .. {body}", "We should create, by 2030, one strong body.", True),
            ("create .. {body}", "We should create no body.", False),
            (
                "create .. {body}",
                "We should create one, two, three, four, five, six bodies.",
                False,
            ),
            ("create ... {body}", "We should create one, two, three, four bodies.", True),
            ("{new}* {body}", "Another new new body is wanted.", True),
            ("{body} !that", "The body that acts.", False),
            ("{body} !that", "The body acts.", True),
            ("{body} should", "The United Nations should act.", True),
            ("multistakeholder", "A multi-stakeholder model is good.", True),
            ("sovereignty is", "The ‘sovereignty’ (of all States) is at stake.", True),
            ("root", "The DNS/root zone is safe.", True),
        ],
    )
    def test_a_cue_matches_words_in_order(self, cue: str, sentence: str, *, stands: bool) -> None:
        line = line_of(tag(sentence))
        read = cue_of(cue, CLASSES)
        assert any(read.spans(line)) is stands
        if stands:
            assert read.may_stand(possible_words(sentence))

    def test_a_cue_without_words_or_of_no_class_is_an_error(self) -> None:
        with pytest.raises(EngineError, match="empty"):
            cue_of(" ", {})
        with pytest.raises(EngineError, match="not listed"):
            cue_of("{nobody} should", {})


class TestCommitment:
    @pytest.mark.parametrize(
        ("sentence", "expected"),
        [
            ("A treaty is needed.", Commitment.HELD),
            ("It is not only fair but right: a treaty is needed.", Commitment.HELD),
            ("We believe that a treaty is needed.", Commitment.HELD),
            ("We do not believe that a treaty is needed.", Commitment.NONE),
            ("We reject the claim that a treaty is needed.", Commitment.NONE),
            ("Some hold that a treaty is needed.", Commitment.NONE),
            ("The report states that a treaty is needed.", Commitment.NONE),
            ("The question is whether a treaty is needed.", Commitment.NONE),
            ("Perhaps a treaty is needed.", Commitment.NONE),
            ("What if a treaty is needed?", Commitment.NONE),
            ("A treaty is needed unless States act.", Commitment.CONDITIONAL),
            ("If States fail, a treaty is needed.", Commitment.CONDITIONAL),
            ("A treaty is needed, except as provided by law.", Commitment.CONDITIONAL),
            ("Law is not enough, and we say a treaty is needed.", Commitment.NONE),
            ("The law is not enough, it is clear a treaty is needed.", Commitment.HELD),
        ],
    )
    def test_who_stands_behind_a_cue(self, sentence: str, expected: Commitment) -> None:
        line = line_of(tag(sentence))
        (span,) = cue_of("treaty is needed", {}).spans(line)
        assert commitment(line, span, sentence) is expected

    def test_stands_beside_the_norms_of_grammar(self) -> None:
        assert takes_a_stand("New mechanisms are needed.")
        assert takes_a_stand("Alder Union strongly opposes the plan.")
        assert not takes_a_stand("The meeting took place in Athens.")


class TestShippedIssues:
    def test_clauses_that_face_each_other_are_of_about_one_length(self) -> None:
        for issue in shipped_issues():
            for one in issue.sides[0]:
                for other in issue.sides[1]:
                    assert even(one.clause, other.clause), (one.clause, other.clause)

    def test_each_wording_has_its_own_clause_and_cues(self) -> None:
        wordings = [w for issue in shipped_issues() for side in issue.sides for w in side]
        clauses = [wording.clause for wording in wordings]
        assert len(set(clauses)) == len(clauses)
        assert all(wording.cues for wording in wordings)
        names = ("ICANN", "Internet", "State")
        assert all(clause[0].islower() or clause.startswith(names) for clause in clauses)

    def test_no_wording_is_held_by_the_clause_that_faces_it(self) -> None:
        for issue in shipped_issues():
            for own, facing in (issue.sides, issue.sides[::-1]):
                for wording in own:
                    held = [w.clause for w in facing if carries_side(wording.clause, w.clause)]
                    assert held == [], wording.clause

    def test_names_of_issues_are_unique(self) -> None:
        names = sorted(issue.name for issue in shipped_issues())
        assert all(one != other for one, other in pairwise(names))


class TestSides:
    def test_each_holder_stands_where_its_own_words_put_it(self) -> None:
        claims = said(Alder=WANTED, Birch=UNWANTED, Cedar="We oppose a new treaty.")
        assert sides(claims) == {"An international treaty": (("alder",), ("birch", "cedar"))}

    def test_one_side_alone_is_no_opposition(self) -> None:
        assert sides(said(Alder=WANTED, Birch=WANTED)) == {}
        assert doubts(said(Alder=WANTED)) == ()

    def test_relayed_words_put_nobody_on_a_side(self) -> None:
        claims = said(Alder=WANTED, Birch="Some governments argue that no treaty is needed.")
        assert sides(claims) == {}

    def test_a_name_is_read_as_we(self) -> None:
        claims = said(Alder=WANTED, Birch="Birch opposes any new treaty.")
        names = {"alder": ("alder",), "birch": ("birch",)}
        assert sides(claims, names_of=lambda holder: names[holder]) == {
            "An international treaty": (("alder",), ("birch",))
        }

    @pytest.mark.parametrize(
        "sentence",
        [
            "We do not only need a treaty, we should also apply the law that there is.",
            "A treaty should not affect the freedom of expression.",
            "No treaty should be secret.",
        ],
    )
    def test_what_looks_like_a_denial_is_none(self, sentence: str) -> None:
        assert sides(said(Alder=WANTED, Birch=sentence)) == {}

    def test_a_condition_is_no_side_and_goes_to_the_queue(self) -> None:
        claims = said(
            Alder=WANTED, Birch=UNWANTED, Cedar="We oppose a new treaty unless all States sign it."
        )
        assert sides(claims) == {"An international treaty": (("alder",), ("birch",))}
        (question,) = doubts(claims)
        assert "on a condition" in question

    def test_a_holder_on_both_sides_is_on_none_and_goes_to_the_queue(self) -> None:
        claims = said(Alder=WANTED, Birch=UNWANTED)
        claims += [
            replace(claim, theme="law")
            for claim in the_claims(a_holder("Cedar"), WANTED, "We oppose a new treaty.")
        ]
        assert sides(claims) == {"An international treaty": (("alder",), ("birch",))}
        (question,) = doubts(claims)
        assert "both sides" in question

    def test_people_decide_where_a_passage_stands(self) -> None:
        claims = said(Alder=WANTED, Birch=UNWANTED, Cedar="The law of today should be applied.")
        alder, birch, cedar = (claim.id for claim in claims)
        placed = Correction(kind="stance", passages=(cedar,), view_of=birch, value="for")
        moved = Correction(kind="stance", passages=(birch,), view_of=alder, value="for")
        assert sides(claims, corrections=[placed]) == {
            "An international treaty": (("alder",), ("birch", "cedar"))
        }
        assert sides(claims, corrections=[moved]) == {}

    def test_the_same_whatever_the_order(self) -> None:
        claims = said(Alder=WANTED, Birch=UNWANTED, Cedar="We oppose a new treaty.")
        expected = find_oppositions(claims, (), THEMES)
        for seed in range(5):
            shuffled = random.Random(seed).sample(claims, len(claims))
            assert find_oppositions(shuffled, (), THEMES) == expected


class TestForumIssues:
    BRIDGES = IssueSpec(
        name="A toll on the bridge",
        targets=("toll", "bridge"),
        cues_for=("in favour of", "should pay"),
        cues_against=("free of charge", "no toll"),
    )

    def test_the_secretariats_cues_find_both_sides(self) -> None:
        claims = said(
            Alder="Every lorry that crosses the bridge should pay for its upkeep.",
            Birch="The bridge should be free of charge for all who cross it.",
            Cedar="The ferry should pay its crew in time.",
        )
        (found,), _ = find_oppositions(claims, (self.BRIDGES,), THEMES)
        assert found.issue == "A toll on the bridge"
        assert [view.clause for view in found.views] == [
            "every lorry that crosses the bridge should pay for its upkeep",
            "the bridge should be free of charge for all who cross it",
        ]

    def test_an_issue_without_cues_is_between_who_wants_and_who_rejects(self) -> None:
        claims = said(
            Alder="We call for a toll on the bridge from next year on.",
            Birch="There should be a toll as soon as possible.",
            Cedar="There is no need for a toll, which should be dropped.",
        )
        spec = replace(self.BRIDGES, targets=("toll",), cues_for=(), cues_against=())
        found, queue = find_oppositions(claims, (spec,), THEMES)
        (one,) = found
        assert one.views_for[0].holders == ("birch",)
        assert one.views_against[0].holders == ("cedar",)
        assert any("cannot be reported" in doubt.question for doubt in queue)

    def test_an_issue_that_is_shipped_too_is_printed_once(self) -> None:
        spec = IssueSpec(
            name="A treaty, as the forum calls it",
            targets=("treaty",),
            cues_for=("should negotiate",),
            cues_against=("no need for",),
        )
        claims = said(Alder=WANTED, Birch=UNWANTED, Cedar="We oppose a new treaty.")
        assert sides(claims, (spec,)) == {spec.name: (("alder",), ("birch", "cedar"))}


class TestContradictions:
    def test_what_one_affirms_and_another_denies(self) -> None:
        claims = said(
            Alder="Public libraries should charge fees for their terminals.",
            Birch="Public libraries should not charge fees for their terminals.",
        )
        (found,), _ = find_oppositions(claims, (), THEMES)
        assert (
            found.views_for[0].clause == "public libraries should charge fees for their terminals"
        )
        assert found.views_against[0].holders == ("birch",)

    def test_not_only_and_other_objects_contradict_nothing(self) -> None:
        claims = said(
            Alder="Public libraries should charge fees for their terminals.",
            Birch="Public libraries should not only charge fees for their terminals.",
            Cedar="Public libraries should not charge fees for their books.",
        )
        assert find_oppositions(claims, (), THEMES)[0] == ()

    def test_an_antonym_is_a_question_only(self) -> None:
        claims = said(
            Alder="Technical standards for networks should be voluntary.",
            Birch="Technical standards for networks should be mandatory.",
        )
        found, queue = find_oppositions(claims, (), THEMES)
        assert found == ()
        assert any("exclude" in doubt.question for doubt in queue)


def test_views_of_an_opposition_are_not_printed_again() -> None:
    claims = said(Alder=WANTED, Birch=UNWANTED)
    found, _ = find_oppositions(claims, (), THEMES)
    shared = (found[0].views_for[0],)
    singles = [(1.0, found[0].views_against[0])]
    assert not_said_again(found, shared, singles) == ((), [])
    assert not_said_again((), shared, singles) == (shared, singles)


def test_a_clause_is_carried_by_cues_not_by_its_words() -> None:
    clause = "a new international treaty is not needed or not desirable"
    assert carries_side(clause, "We would not welcome a new treaty on cybersecurity.")
    assert carries_side(clause, "Birch opposes any new treaty.", ("Birch",))
    assert not carries_side(clause, WANTED)
    assert not carries_side("the moon should be painted", UNWANTED)


@pytest.fixture(scope="module")
def real(data):
    """What is found in the real submissions, with their holders by id."""
    load_folder = pytest.importorskip("conspectus.formats.intake").load_folder
    folder = data / "netmundial2014"
    if not folder.is_dir():
        pytest.skip(f"the real submissions are absent: no folder {folder}")
    corpus = load_folder(folder, jobs=1).corpus
    holders = {holder.id: holder for holder in corpus.holders}
    claims = [claim for source in corpus.sources for claim in claims_of(source, holders, LANGUAGES)]
    names = {holder.id: own_names(holder) for holder in corpus.holders}
    found, queue = find_oppositions(claims, (), (), names_of=lambda holder: names[holder])
    return found, queue, names


def test_real_contributors_differ_on_six_issues_at_least(real) -> None:
    found, queue, _ = real
    assert len(found) >= 6
    assert queue


def test_nobody_stands_on_both_sides_and_each_by_a_cue(real) -> None:
    found, _, names = real
    for one in found:
        one_side = {holder for view in one.views_for for holder in view.holders}
        other = {holder for view in one.views_against for holder in view.holders}
        assert not one_side & other, one.issue
        for view in one.views:
            for holder, claims in view.claims.items():
                assert any(carries_side(view.clause, c.text, names[holder]) for c in claims[:2])


def test_sentences_of_an_opposition_are_read_as_reports() -> None:
    frame = frame_of("Others (Alder, Birch, Cedar) hold the view that a treaty is needed.")
    assert [part.text for part in frame.parts] == ["a treaty is needed"]
