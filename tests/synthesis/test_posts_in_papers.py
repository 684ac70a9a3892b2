"""From a post of the online forum into a paper, and out of it when it is erased."""

from __future__ import annotations

import json

import pytest
from django.db.models import F

from conspectus.core.home import papers_folder
from conspectus.core.models import RecordedLeaf
from conspectus.discussion.models import Post
from conspectus.discussion.services.categories import settle_thread
from conspectus.discussion.services.changing import withdraw_post
from conspectus.discussion.services.erasing import erase_post
from conspectus.people.rules import Role
from conspectus.synthesis.models import (
    AnnexEntry,
    Citation,
    Contact,
    Letter,
    MappedPassage,
    PaperVersion,
    Sentence,
)
from conspectus.synthesis.services.letters import write_to_holders
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.papers import ask_for_paper, publish_paper
from conspectus.synthesis.services.reply_links import secret_of
from tests.factories_discussion import a_category, a_post
from tests.factories_site import an_account
from tests.synthesis.test_redacting import everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

DAYS = {"days_to_answer": 30, "days_to_be_answered": 30}
PAPER = "/en/igf/2026/papers/1/v1/"
OWN = "Telephone booths should carry the amber lantern protocol in every village."
SHARED = "Internet access should be affordable for all people in rural areas."


@pytest.fixture
def drawn(call, home, kept) -> PaperVersion:
    """A public paper of a call and of a thread with two posts."""

    def make():
        first = a_post(
            a_category(call.cycle), text=OWN, name="Quendolyn Ash", title="Amber lanterns"
        )
        thread = first.thread
        society = {"capacity": "organisation", "organisation": "Hollow Society"}
        a_post(thread=thread, text=f"> {OWN}\n\n{SHARED}", **society)
        settle_thread(thread, category=thread.category, is_closed=False, is_drawn_on=True)
        version = ask_for_paper(call, by=None)
        assert make_version(version.pk)
        version.refresh_from_db()
        publish_paper(version, status="working draft")

    kept.bring("paper of a thread", home, make)
    return PaperVersion.objects.get()


def sentence_on(version: PaperVersion, post: int) -> str:
    cited = Citation.objects.filter(sentence__version=version, kind="post")
    return cited.filter(address=f"/igf/2026/discussion/1/{post}/").first().sentence.sentence


def test_who_says_so_leads_to_the_post_until_it_is_erased(
    drawn, client, django_assert_max_num_queries
):
    own, shared = sentence_on(drawn, 1), sentence_on(drawn, 2)
    client.get(PAPER)
    with django_assert_max_num_queries(3):
        page = client.get(f"{PAPER}s/{own}/").content.decode()
    assert '<a href="/en/igf/2026/discussion/1/1/">Post 1 in thread 1, online forum</a>' in page
    assert "Amber lanterns" in page
    assert "amber lantern protocol" in page
    assert client.get("/en/igf/2026/discussion/1/1/").status_code == 200
    withdraw_post(Post.objects.get(number=2))
    with django_assert_max_num_queries(3):
        page = client.get(f"{PAPER}s/{shared}/").content.decode()
    assert page.count("withdrawn since") == 1
    write_to_holders(drawn, by=None, **DAYS)
    RecordedLeaf.objects.update(index=F("pk"))
    erase_post(Post.objects.get(number=1), reason="Personal data.")
    drawn.refresh_from_db()
    assert drawn.redacted
    for name, data in everything(papers_folder() / drawn.folder):
        for words in ("mber lantern", "Quendolyn"):
            assert words.encode() not in data, name
    rows = [*Sentence.objects.values(), *AnnexEntry.objects.values(), *Citation.objects.values()]
    said = json.dumps([*rows, *MappedPassage.objects.values()], default=str)
    assert "mber lantern" not in said
    assert "Quendolyn" not in said
    (told,) = Letter.objects.all()
    assert told.name == "Hollow Society"
    assert Contact.objects.count() == 1
    assert client.get(f"{PAPER}s/{own}/").status_code == 410
    assert client.get(f"{PAPER}s/{shared}/").status_code == 200


def test_every_way_from_a_sentence_leads_to_the_post(drawn, client):
    own = sentence_on(drawn, 1)
    post = Citation.objects.get(sentence__sentence=own)
    held = client.get(f"{PAPER}holders/{post.held_by}/").content.decode()
    assert held.count('href="/en/igf/2026/discussion/1/1/"') == 2  # evidence, and its documents
    api = "/api/v1/forums/igf/cycles/2026/papers/1/versions/1/sentences"
    (told,) = client.get(f"{api}/{own}/evidence").json()["items"]
    assert told["address"].endswith("/igf/2026/discussion/1/1/")
    assert (told["contribution"], told["title"]) == (None, "Amber lanterns")
    mapped = MappedPassage.objects.filter(kind="post").exclude(view="").first()
    client.force_login(an_account(role=Role.RAPPORTEUR, scope=drawn.paper.cycle.scope))
    placed = client.get(f"/en/igf/2026/papers/1/work/views/{mapped.view}/").content.decode()
    assert f'<a href="/en{mapped.address}">Post' in placed
    client.logout()
    spoken = client.get(f"{PAPER}annexes/speakers/1/").content.decode()
    assert 'href="/en/igf/2026/discussion/1/2/"' in spoken


def test_authors_are_written_to(drawn, client):
    assert write_to_holders(drawn, by=None, **DAYS) == 2
    own = Letter.objects.get(name__startswith="Quendolyn Ash")
    assert own.binding  # whoever writes for oneself is known by the address that was confirmed
    assert not Letter.objects.get(name="Hollow Society", version=drawn).binding
    page = client.get(f"/en/correct/{secret_of(own)}/").content.decode()
    assert '<a href="/en/igf/2026/discussion/1/1/"><bdi>Amber lanterns</bdi></a>' in page


def test_a_post_that_is_not_shown_says_so(drawn, client):
    own = sentence_on(drawn, 1)
    Post.objects.filter(number=1).update(state=Post.State.HIDDEN)
    assert "hidden since" in client.get(f"{PAPER}s/{own}/?now=").content.decode()
