"""The secretariat writes a call, gives it dates and publishes it."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from conspectus.contributions.models import Answer, Call
from conspectus.contributions.services.calls import (
    AskedQuestion,
    CallText,
    Window,
    create_call,
    edit_call,
    phase_of,
    publish_call,
)
from conspectus.core.errors import SiteError
from conspectus.core.models import RecordedLeaf
from conspectus.forums.models import Theme
from tests.factories_site import BEFORE, a_contribution, a_cycle, a_forum, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

ADDRESS = "/en/igf/manage/cycles/2026/calls/"
GIVEN = {
    "slug": "taking-stock",
    "titles_en": "Taking stock",
    "texts_en": "What worked?",
    "opens": "2026-01-01T09:00",
    "closes": "2026-03-06T18:00",
    "languages": ["en", "ar"],
    "licence": "CC BY 4.0",
    "publish_default": "named",
    "drafts_kept": "30",
    "question0_en": "What worked well?",
    "required0": "on",
    "question2_en": "What should change?",
    "stance2": "on",
}


@pytest.fixture
def secretariat(signed_in):
    return signed_in(an_account("chief@example.org", role="secretariat"))


def a_text(*questions, **more):
    asked = [AskedQuestion(texts={"en": question}) for question in questions]
    return CallText(titles={"en": "Call"}, questions=asked, **more)


def announcements():
    leaves = RecordedLeaf.objects.filter(kind="announcement").order_by("pk")
    return [json.loads(bytes(leaf.content)) for leaf in leaves]


def test_a_call_is_written_and_published_on_one_page(secretariat):
    cycle = a_cycle(a_forum(time_zone="Europe/Zurich"))
    theme = Theme.objects.create(cycle=cycle, slug="access", names={"en": "Access"})
    given = {**GIVEN, "themes": [theme.pk], "publish": "1"}
    answer = secretariat.post(f"{ADDRESS}new/", given)
    assert answer.status_code == 302
    call = Call.objects.get()
    assert call.published is not None
    assert call.languages == ["en", "ar"]
    questions = list(call.questions.values_list("texts", "required", "asks_stance"))
    assert questions == [
        ({"en": "What worked well?"}, True, False),
        ({"en": "What should change?"}, False, True),
    ]
    phase = phase_of(call)
    assert phase.subject == "calls/taking-stock"
    assert phase.closes == dt.datetime(2026, 3, 6, 17, tzinfo=dt.UTC)
    (published,) = announcements()
    assert published["themes"] == ["access"]


def test_a_call_that_is_not_ready_is_seen_by_the_secretariat_only(secretariat):
    a_cycle()
    secretariat.post(f"{ADDRESS}new/", GIVEN)
    call = Call.objects.get()
    assert call.published is None
    assert announcements() == []
    assert "draft" in secretariat.get("/en/igf/manage/cycles/2026/").content.decode()
    secretariat.post(f"{ADDRESS}taking-stock/publish/")
    call.refresh_from_db()
    assert call.published is not None


def test_nothing_is_left_of_a_call_whose_dates_are_out_of_order(secretariat):
    cycle = a_cycle()
    given = {**GIVEN, "closes": "2025-01-01T00:00", "titles_en": "A & B"}
    page = secretariat.post(f"{ADDRESS}new/", given).content.decode()
    assert 'href="#id_closes"' in page
    assert 'value="A &amp; B"' in page
    assert not cycle.calls.exists()


def test_all_themes_and_the_languages_of_the_forum_are_proposed(secretariat):
    cycle = a_cycle(a_forum(languages=["fr", "en"]))
    Theme.objects.create(cycle=cycle, slug="access", names={"en": "Access"})
    page = secretariat.get(f"{ADDRESS}new/").content.decode()
    assert page.count(" checked") == 1 + 2 + 1  # a theme, two languages, named


def test_a_public_call_that_changes_is_recorded_with_its_new_words():
    call = publish_call(create_call(a_cycle(), slug="first", text=a_text()))
    edit_call(call, text=a_text("Why?"))
    assert [leaf["act"] for leaf in announcements()] == ["published", "changed"]
    assert announcements()[1]["questions"] == [{"en": "Why?"}]


def test_dates_that_stay_are_not_recorded_again():
    window = Window(opens=BEFORE)
    call = create_call(a_cycle(), slug="first", text=a_text(), window=window)
    edit_call(call, text=a_text(), window=window)
    assert RecordedLeaf.objects.filter(kind="decision").count() == 1
    edit_call(call, text=a_text(), window=Window(opens=BEFORE, closes=BEFORE + dt.timedelta(1)))
    assert RecordedLeaf.objects.filter(kind="decision").count() == 2


def test_a_question_keeps_its_answers_when_it_is_reworded_and_cannot_be_taken_out():
    call = create_call(a_cycle(), slug="first", text=a_text("Why?", "How?"))
    why = call.questions.first()
    version = a_contribution(call).current
    Answer.objects.create(version=version, question=why)
    reworded = AskedQuestion(texts={"en": "Why not?"}, key=why.pk)
    edit_call(call, text=CallText(titles=call.titles, questions=[reworded]))
    assert list(call.questions.all()) == [why]
    assert version.answers.get().question.texts == {"en": "Why not?"}
    with pytest.raises(SiteError, match="has been answered"):
        edit_call(call, text=a_text())
    assert call.questions.exists()


@pytest.mark.parametrize("slug", ["first", "new", "A b", ""])
def test_a_slug_that_is_taken_or_no_word_is_refused(slug):
    cycle = a_cycle()
    create_call(cycle, slug="first", text=a_text())
    with pytest.raises(SiteError) as refused:
        create_call(cycle, slug=slug, text=a_text())
    assert refused.value.field == "slug"
    assert cycle.calls.count() == 1


def test_a_cycle_without_themes_is_not_asked_for_any(secretariat):
    cycle = a_cycle(a_forum())
    address = "/en/igf/manage/cycles/2026/calls/new/"
    Theme.objects.create(cycle=cycle, slug="access", names={"en": "Access"})
    assert 'name="themes"' in secretariat.get(address).content.decode()
    Theme.objects.all().delete()
    page = secretariat.get(address).content.decode()
    assert 'name="languages"' in page
    assert 'name="themes"' not in page
    assert "Themes" not in page.split("<main", 1)[1]
