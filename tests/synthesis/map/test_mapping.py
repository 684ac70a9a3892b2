"""The map of a draft: themes with counts, words that passages share, questions not asked twice."""

from __future__ import annotations

import pytest
from django.db import transaction

from conspectus.core.erasure import erase_words, prepare_erasure
from conspectus.synthesis.models import (
    Correction,
    MappedPassage,
    MappedTheme,
    MappedView,
    Question,
)
from conspectus.synthesis.services.correcting import Given, correct
from conspectus.synthesis.services.deciding import answer, take_back
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.mapped_themes import disputed_definitions, term_defined
from conspectus.synthesis.services.mapped_words import share_of_wording, shared_words
from conspectus.synthesis.services.papers import ask_for_paper

WORDING = "internet access should be affordable"


def test_a_passage_is_where_it_is_by_the_words_of_the_wording():
    (one,) = shared_words([WORDING], "en", {"1": "We say internet access must be affordable now."})
    assert (one.beside, one.words) == ("", ("internet", "access", "affordable"))
    assert one.score == share_of_wording([WORDING], "internet access must be affordable", "en") > 50


def test_a_paraphrase_is_where_it_is_by_the_nearest_passage():
    texts = {
        "1": "Prices of connections must fall.",
        "2": "Connections have prices that must fall.",
    }
    one, two = shared_words([WORDING], "en", texts)
    assert (one.beside, two.beside) == ("2", "1")
    assert "fall" in one.words


def test_what_has_no_word_in_common_says_so():
    (one,) = shared_words([WORDING], "en", {"1": "L'accès doit rester bon marché."})
    assert (one.score, one.words) == (0, ())


def test_definitions_are_known_by_their_verbs(version):
    assert term_defined("the definition of net neutrality should be narrow") == "net neutrality"
    assert term_defined("multistakeholderism means that all take part") == "multistakeholderism"
    assert term_defined("states should define their policy") == ""
    assert disputed_definitions([]) == frozenset()


@pytest.mark.django_db
def test_the_themes_count_what_the_lists_show(version):
    for theme in MappedTheme.objects.filter(version=version):
        views = MappedView.objects.filter(version=version, theme=theme.theme)
        assert theme.views == views.count()
        assert theme.printed == views.exclude(sentence="").count()
        assert theme.marks.get("single", 0) == views.filter(marks__contains=",single,").count()
        said = MappedPassage.objects.filter(version=version, theme=theme.theme)
        assert theme.unprinted == said.filter(printed=False).count()
        heard = set(said.filter(printed=True).values_list("holder", flat=True))
        silent = set(said.values_list("holder", flat=True)) - heard
        assert {row[0] for row in theme.unreflected} == silent
    assert MappedView.objects.filter(version=version, marks__contains=",shared,").exists()


@pytest.mark.django_db
def test_what_was_answered_or_set_aside_is_not_asked_again(version):
    keys = list(MappedPassage.objects.filter(version=version).values_list("key", flat=True)[:2])
    same = {"kind": "different", "passages": keys}
    made = []
    for order, kind in enumerate(("merge?", "claim?"), start=1000):
        made.append(
            Question.objects.create(
                version=version,
                order=order,
                kind=kind,
                text="?",
                passages=keys,
                options=[{"key": "d", "label": "x", "given": same}],
            )
        )
    recorded = answer(made[0], 0, by=None, base=0)
    assert recorded is not None
    assert answer(made[1], None, by=None, base=0) is None
    again = ask_for_paper(version.paper.call, by=None)
    assert make_version(again.pk)
    assert not Question.objects.filter(
        version=again, state="waiting", kind__in=("merge?", "claim?"), passages=keys
    ).exists()
    take_back(recorded, by=None)
    assert Correction.objects.get().undone is not None


@pytest.mark.django_db
def test_views_that_somebody_holds_both_of_are_no_opposition_but_a_question(version):
    holder = MappedPassage.objects.filter(version=version).exclude(view="").first().holder
    own = MappedPassage.objects.filter(version=version, holder=holder).exclude(view="")
    one, two = own.values_list("key", flat=True)[:2]
    correct(version.paper, Given(kind="oppose", passages=[one, two]), by=None, base=0)
    again = ask_for_paper(version.paper.call, by=None)
    assert make_version(again.pk)
    asked = Question.objects.filter(version=again, kind="oppose?")
    assert [one.text for one in asked if "holds both" in one.text]


@pytest.mark.django_db
def test_an_erasure_leaves_no_word_of_it_on_the_map(version):
    subject = "/igf/2026/contributions/6/"
    assert MappedPassage.objects.filter(words__contains="moonlit").exists()
    prepare_erasure(subject)
    with transaction.atomic():
        erase_words(subject)
    assert not MappedPassage.objects.exists()
    assert not MappedView.objects.exists()
    assert not Question.objects.exists()
