"""From the form to the public post: verified, numbered, recorded, found, changed, withdrawn."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.apps import apps
from django.db.models import F
from django.urls import reverse

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.search import search
from conspectus.core.secret_links import text_to_send
from conspectus.discussion import rules
from conspectus.discussion.citable import published_posts
from conspectus.discussion.models import Category, Post, Thread
from conspectus.discussion.services.categories import settle_thread
from conspectus.discussion.services.changing import edit_post, withdraw_post
from conspectus.discussion.services.clearing import clear_unconfirmed
from conspectus.discussion.services.erasing import erase_post
from conspectus.discussion.services.posting import receive_post
from conspectus.engine.corpus import ForumSettings
from conspectus.forums.models import Phase
from tests.factories_discussion import a_category, a_post, written
from tests.factories_site import an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

THREAD = "/en/igf/2026/discussion/1/"


def the_form(**fields):
    return {
        "key": "k" * 24,
        "title": "Prices",
        "text": "Access should be *affordable*.",
        "name": "Zoé",
        "capacity": "personal",
        "email": "zoe@example.org",
        **fields,
    }


NO_MAIL = "This site sends no mail yet."
STRANGERS = [
    "categories/access/new/",
    "sent/",
    "follow/",
    "categories/access/propositions/respond/",
]


@pytest.mark.parametrize("address", STRANGERS)
def test_without_a_mail_server_the_pages_that_need_one_say_so(client, settings, address):
    a_category()
    assert NO_MAIL in client.get(f"/en/igf/2026/discussion/{address}").content.decode()
    settings.EMAIL_HOST = "mail.example"
    assert NO_MAIL not in client.get(f"/en/igf/2026/discussion/{address}").content.decode()


def test_nothing_is_said_to_be_on_its_way_that_cannot_go(client):
    a_category()
    asked = {"what": "", "rhythm": "each", "email": "zoe@example.org"}
    page = client.post("/en/igf/2026/discussion/follow/", asked).content.decode()
    assert NO_MAIL in page
    assert "on its way" not in page


def test_whoever_is_signed_in_needs_no_mail_to_post(signed_in):
    a_category()
    somebody = signed_in(an_account("ana@example.org"))
    page = somebody.get(f"/en/igf/2026/discussion/{STRANGERS[0]}").content.decode()
    assert NO_MAIL not in page


def test_a_post_without_an_account_is_public_once_its_address_is_confirmed(client):
    category = a_category()
    address = reverse(
        "category-write", kwargs={"forum": "igf", "cycle": "2026", "category": category.slug}
    )
    assert client.post(address, the_form()).status_code == 302
    assert client.post(address, the_form()).status_code == 302  # the same form is the same post
    mail = Mail.objects.get()
    assert client.get(THREAD).status_code == 404
    link = "/" + text_to_send(mail.text).split("http://127.0.0.1:8000/")[1].split()[0]
    assert b"Confirm" in client.get(link).content
    assert client.post(link, {"do": "confirm"}).status_code == 302
    page = client.get(THREAD).content.decode()
    assert "<strong>affordable</strong>" in page
    assert "Zoé (in a personal capacity)" in page
    assert "zoe@example.org" not in page
    leaf = RecordedLeaf.objects.get(kind="post")
    assert leaf.subject == "/igf/2026/discussion/1/1/"
    found = search(category.cycle.scope, "affordable")
    assert [one.address for one in found.found] == ["/igf/2026/discussion/1/1/"]


def test_an_account_needs_no_confirmation_but_a_token_against_other_sites(client, signed_in):
    category = a_category()
    account = an_account()
    client = signed_in(account)
    client.handler.enforce_csrf_checks = True
    address = f"/en/igf/2026/discussion/categories/{category.slug}/new/"
    assert client.post(address, the_form()).status_code == 403
    page = client.get(address).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    answer = client.post(address, the_form(csrfmiddlewaretoken=token))
    assert answer["Location"] == "/en/igf/2026/discussion/1/1/"
    assert Post.objects.get().account == account


def test_a_reply_quotes_and_names_what_it_answers(client):
    first = a_post(text="Prices fell.\n\n> older words\n\nThey should fall more.")
    page = client.get(f"{THREAD}reply/?to=1").content.decode()
    assert "&gt; They should fall more." in page
    assert "older words" not in page
    a_post(thread=first.thread, text="> Prices fell.\n\nNot here.", reply_to=first)
    page = client.get(THREAD).content.decode()
    assert "<blockquote><p>Prices fell.</p></blockquote><p>Not here.</p>" in page
    assert "answers 1" in page


def test_no_phase_no_posts_and_a_closed_thread_takes_none():
    category = a_category()
    first = a_post(category)
    settle_thread(first.thread, category=category, is_closed=True, is_drawn_on=False)
    first.thread.refresh_from_db()
    with pytest.raises(SiteError, match="takes no posts"):
        a_post(thread=first.thread)
    Phase.objects.all().delete()
    with pytest.raises(SiteError, match="takes no posts"):
        a_post(category)


def test_an_author_who_posts_very_often_is_told_when_the_next_is_taken(monkeypatch):
    monkeypatch.setattr(rules, "MOST_AN_HOUR", 2)
    category = a_category()
    for _ in range(rules.MOST_AN_HOUR):
        a_post(category, email="a@example.org")
    with pytest.raises(SiteError, match=r"You can send the next one from 20\d\d-"):
        a_post(category, email="A@example.org")
    a_post(category, email="b@example.org")


def test_edits_leave_the_earlier_text_to_be_read(client):
    post = a_post(text="Prices must fall.")
    edit_post(post, text="Prices should fall.", labels=["proposal", "made-up"])
    page = client.get(THREAD).content.decode()
    assert "Prices should fall." in page
    assert "Prices must fall." not in page
    assert '<span class="tag">proposal</span>' in page
    assert "Prices must fall." in client.get(f"{THREAD}1/texts/1/").content.decode()
    assert RecordedLeaf.objects.filter(kind="post edited").count() == 1
    Post.objects.update(published=stamp() - dt.timedelta(hours=25))
    with pytest.raises(SiteError, match="no longer be edited"):
        edit_post(post, text="Prices fell.", labels=[])


def test_what_is_withdrawn_leaves_its_place(client):
    post = a_post(text="Prices must fall.")
    a_post(thread=post.thread, text="Why?")
    withdraw_post(post)
    page = client.get(THREAD).content.decode()
    assert "Prices must fall." not in page
    assert "Withdrawn by its author" in page
    assert client.get(f"{THREAD}1/").status_code == 410
    assert not search(post.thread.cycle.scope, "fall").found
    exported = client.get("/en/igf/2026/discussion/export.json").content.decode()
    assert [one["text"] for one in json.loads(exported)["posts"]] == ["", "Why?"]


def test_erasure_takes_the_words_from_every_table(client):
    post = a_post(
        text="My telephone is 555 0100.", name="Quendolyn", title="Call Quendolyn", email="q@a.org"
    )
    a_post(thread=post.thread, text="Thank you.")
    edit_post(post, text="My telephone is 555 0199.", labels=[])
    RecordedLeaf.objects.update(index=F("pk"))
    erase_post(post, reason="Personal data.")
    said = json.dumps([list(map(str, row)) for row in everything()])
    assert "555 01" not in said
    assert "Quendolyn" not in said
    assert "q@a.org" not in said
    assert "Thank you." in said
    assert client.get(f"{THREAD}1/").status_code == 410


def everything():
    for model in apps.get_models():
        if model.__module__.startswith("conspectus."):
            yield from model.objects.values_list()


def test_a_chosen_thread_is_a_source_of_papers_without_what_it_quotes():
    post = a_post(
        text="> Nobody pays.\n\nPrices should fall everywhere.",
        capacity="organisation",
        organisation="Example Society",
    )
    settings = ForumSettings(title="Paper")
    assert published_posts("igf/2026", "", settings).sources == ()
    settle_thread(post.thread, category=post.thread.category, is_closed=False, is_drawn_on=True)
    found = published_posts("igf/2026", "first", settings)
    (source,) = found.sources
    assert (source.kind, source.text) == ("post", "Prices should fall everywhere.")
    assert [one.name for one in found.holders] == ["Example Society"]
    assert found.addresses == {source.id: "/igf/2026/discussion/1/1/"}


def test_two_thousand_posts_stand_on_pages_that_never_move():
    pages = {}
    page = posts = weight = 0
    for number in range(2_000):
        text = "Prices should fall. " * (1 + number % 60)
        page, posts, weight = rules.page_for(page, posts, weight, rules.weight_of(text))
        pages.setdefault(page, []).append(number)
    assert sum(map(len, pages.values())) == 2_000
    assert max(map(len, pages.values())) == rules.PAGE
    assert sorted(pages) == list(range(1, len(pages) + 1))


def test_what_is_too_long_for_one_post_is_parted_without_losing_a_word():
    text = "\n\n".join(f"Paragraph {n} of many words that say {n * 7919}." for n in range(2_000))
    parts = rules.parted(text)
    assert len(parts) > 1
    assert " ".join(" ".join(parts).split()) == " ".join(text.split())
    with pytest.raises(SiteError, match="too long"):
        a_post(text=text)


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Re: Fwd: Prices", "Prices"),
        ("[igf-access] Re: AW: Prices", "Prices"),
        ("Réf: prix", "Réf: prix"),
        ("Re[2]: цены", "цены"),
    ],
)
def test_a_subject_is_a_title_without_what_programs_add(subject, bare):
    assert rules.plain_subject(subject) == bare


def test_a_moderated_category_shows_nothing_unseen(client):
    post = a_post(a_category(moderation=Category.Moderation.BEFORE))
    assert post.state == Post.State.WAITING
    assert client.get(THREAD).status_code == 404
    same = receive_post(
        post.thread.category, None, written(), key=post.key, at=stamp(), is_verified=True
    )
    assert same == post


def of_days_ago(days):
    Post.objects.update(received=stamp() - dt.timedelta(days=days))
    Thread.objects.update(begun=stamp() - dt.timedelta(days=days))


@pytest.mark.parametrize("kept_days", [30, 7])
def test_what_nobody_confirms_is_forgotten_after_the_days_that_are_chosen(settings, kept_days):
    settings.KEPT_DAYS = {**settings.KEPT_DAYS, "unconfirmed comments": kept_days}
    category = a_category()
    a_post(category, is_verified=False)
    kept = a_post(category)
    of_days_ago(kept_days - 1)
    assert clear_unconfirmed() == 0
    of_days_ago(kept_days + 1)
    assert clear_unconfirmed() == 1
    assert [*Post.objects.all()] == [kept]
    assert [*Thread.objects.all()] == [kept.thread]
    assert not Mail.objects.exists()
