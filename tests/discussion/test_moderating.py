"""Moderation with listed reasons, notice and appeal; reports; public numbers; propositions."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from conspectus.core.clock import stamp
from conspectus.core.errors import NotAllowedError, SiteError
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.personal_holders import Whose
from conspectus.core.search import search
from conspectus.discussion import rules
from conspectus.discussion.models import (
    Category,
    Decision,
    OpinionDrawing,
    Post,
    Proposition,
    Response,
)
from conspectus.discussion.services import personal_data
from conspectus.discussion.services.changing import withdraw_post
from conspectus.discussion.services.erasing_propositions import erase_proposition
from conspectus.discussion.services.links import participant_of, pass_of
from conspectus.discussion.services.mapping import make_map
from conspectus.discussion.services.moderating import (
    appeal,
    approve_post,
    flag_post,
    hear_appeal,
    stop_post,
)
from conspectus.discussion.services.propositions import refuse_proposition, respond
from conspectus.discussion.services.reading import mark_read
from conspectus.discussion.services.subscribing import subscribe
from conspectus.discussion.words import LABELS, REASONS
from tests.factories_discussion import a_category, a_post, a_proposition
from tests.factories_site import an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def moderators(post):
    scope = post.thread.cycle.forum.scope
    return (
        an_account("one@example.org", role="moderator", scope=scope),
        an_account("two@example.org", role="moderator", scope=scope),
    )


def test_each_listed_reason_and_label_has_its_words():
    assert set(REASONS) == set(rules.REASONS)
    assert set(LABELS) == set(rules.LABELS)


def test_a_hidden_post_tells_its_reason_its_author_and_the_record(client):
    post = a_post(text="Buy my router.")
    one, _ = moderators(post)
    with pytest.raises(SiteError, match="reason of the list"):
        stop_post(post, reason="disliked", note="", by=one)
    stop_post(post, reason="advertising", note="No shops here.", by=one)
    page = client.get("/en/igf/2026/discussion/1/").content.decode()
    assert "Buy my router" not in page
    assert "Advertising" in page
    assert not search(post.thread.cycle.scope, "router").found
    mail = Mail.objects.get(to=post.email)
    assert "Advertising" in mail.text
    assert "No shops here." in mail.text
    assert RecordedLeaf.objects.get(kind="post hidden").subject == "/igf/2026/discussion/1/1/"
    numbers = client.get("/en/igf/2026/discussion/moderation/").content.decode()
    row = numbers.split("Advertising</th>")[1].split("</tr>")[0]
    assert row.count('<td class="num">1</td>') == 1


def test_an_appeal_is_heard_by_somebody_else_only():
    post = a_post()
    one, two = moderators(post)
    decision = stop_post(post, reason="off-topic", note="", by=one)
    appeal(decision, text="It is about access.")
    with pytest.raises(SiteError, match="already"):
        appeal(decision, text="Again.")
    with pytest.raises(NotAllowedError, match="Somebody else"):
        hear_appeal(decision, is_upheld=True, answer="No.", by=one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(heard_by=one)
    hear_appeal(decision, is_upheld=False, answer="You are right.", by=two)
    post.refresh_from_db()
    assert (post.state, post.reason) == (Post.State.PUBLISHED, "")
    assert search(post.thread.cycle.scope, "affordable").found


def test_a_refused_post_that_wins_its_appeal_is_published_with_the_next_number():
    post = a_post(a_category(moderation=Category.Moderation.BEFORE))
    one, two = moderators(post)
    decision = appeal(stop_post(post, reason="off-topic", note="", by=one), text="No.")
    other = approve_post(a_post(post.thread.category))
    assert other.thread.number == 1
    hear_appeal(decision, is_upheld=False, answer="Yes.", by=two)
    post.refresh_from_db()
    assert (post.thread.number, post.number) == (2, 1)


def test_one_sender_reports_once_and_not_very_many(client, monkeypatch):
    monkeypatch.setattr(rules, "MOST_FLAGS", 2)
    post = a_post()
    for _ in range(2):
        flag_post(post, reason="hatred", note="", sender="s", at=stamp())
    assert post.flags.count() == 1
    for n in range(rules.MOST_FLAGS - 1):
        other = a_post(thread=post.thread, text=f"Words {n}.")
        flag_post(other, reason="hatred", note="", sender="s", at=stamp())
    with pytest.raises(SiteError, match="Very many"):
        flag_post(other, reason="hatred", note="", sender="s", at=stamp())
    answer = client.post("/en/igf/2026/discussion/1/1/flag/", {"reason": "off-topic"})
    assert b"will look at it" in answer.content


def test_a_participant_has_one_answer_and_may_change_it(client):
    category = a_category()
    a_proposition(category, "Prices should fall.")
    who = participant_of(category.cycle.scope, "ana@example.org")
    assert who == participant_of(category.cycle.scope, " Ana@Example.org")
    given = pass_of(category.cycle.scope, who)
    address = f"/en/igf/2026/discussion/categories/access/propositions/respond/{given}/"
    for answer in ("1", "0", "-1"):
        assert client.post(address, {"number": "1", "answer": answer}).status_code == 302
    assert [(one.participant, one.answer) for one in Response.objects.all()] == [(who, -1)]
    proposition = category.propositions.get()
    assert (proposition.agreed, proposition.disagreed, proposition.passed) == (0, 1, 0)
    assert client.get(address.replace(given, "0" * 64)).status_code == 404
    assert client.post(address, {"number": "1", "answer": "2"}).status_code == 200
    table = client.get("/en/igf/2026/discussion/categories/access/propositions/export.csv")
    assert who not in table.content.decode()
    assert table.content.decode().endswith(",1,-1\r\n")


def test_a_reading_mark_leads_to_what_is_unread():
    post = a_post()
    reader = an_account()
    assert mark_read(reader, post.thread) == (1, 1)
    a_post(thread=post.thread)
    a_post(thread=post.thread)
    post.thread.refresh_from_db()
    assert mark_read(reader, post.thread) == (1, 2)
    assert mark_read(reader, post.thread) == (1, 3)


def test_the_map_of_opinions_names_no_participant_and_finds_the_two_sides(client):
    category = a_category()
    address = "/en/igf/2026/discussion/categories/access/propositions/map/"
    assert "no map yet" in client.get(address).content.decode()
    made = [a_proposition(category) for _ in range(8)]
    for n in range(24):
        for place, one in enumerate(made):
            side = 1 if (n % 2 == 0) == (place < 5) else -1
            Response.objects.create(
                proposition=one,
                participant=f"{n:064}",
                answer=1 if place == 7 else side if (n + place) % 11 else 0,
                at=stamp(),
            )
    assert make_map(category.pk) == 24
    page = client.get(address).content.decode()
    assert "<svg" in page
    assert "Group A: 12 participants" in page
    assert page.split("Common ground</h2>")[1].split("</ul>")[0].count("<li>") == 1
    drawing = category.drawing
    assert "0000000001" not in drawing.told
    again = drawing.told
    assert make_map(category.pk) == 24
    drawing.refresh_from_db()
    assert drawing.told == again


def test_an_erased_proposition_leaves_its_number_alone(client):
    category = a_category()
    one = a_proposition(category, "Quendolyn should leave.")
    other = a_proposition(category, "Prices should fall.")
    respond(category, participant="a" * 64, number=one.number, answer=1, at=stamp())
    RecordedLeaf.objects.update(index=F("pk"))
    refuse_proposition(one, reason="personal-data")
    RecordedLeaf.objects.filter(index=None).update(index=F("pk"))
    with pytest.raises(SiteError, match="Write the reason"):
        erase_proposition(one, reason=" ")
    one.refresh_from_db()
    erase_proposition(one, reason="Personal data.")
    said = json.dumps(
        [*Proposition.objects.values(), *OpinionDrawing.objects.values()], default=str
    )
    assert "Quendolyn" not in said
    assert not one.responses.exists()
    assert (
        not RecordedLeaf.objects.filter(kind__startswith="proposition")
        .exclude(subject__endswith=f"/{other.number}/")
        .exclude(content=b"")
        .exists()
    )
    page = client.get("/en/igf/2026/discussion/categories/access/propositions/").content.decode()
    assert "Prices should fall." in page
    assert (one.number, other.number) == (1, 2)


def test_a_title_is_hidden_with_the_post_of_its_author_and_restored_with_it(client):
    post = a_post(text="Prices must fall.", title="Quendolyn is a liar")
    a_post(thread=post.thread, text="Why?")
    decision = stop_post(post, reason="personal-attack", note="", by=None)
    for path in ("", "1/", "2/", "feed.atom"):
        assert "liar" not in client.get(f"/en/igf/2026/discussion/{path}").content.decode()
    assert not search(post.thread.cycle.scope, "liar").found
    appeal(decision, text="It is true.")
    hear_appeal(decision, is_upheld=False, answer="So it is.", by=an_account("second@example.org"))
    assert "liar" in client.get("/en/igf/2026/discussion/1/?now=").content.decode()
    assert search(post.thread.cycle.scope, "liar").found
    withdraw_post(post)
    assert "liar" not in client.get("/en/igf/2026/discussion/1/?again=").content.decode()


def test_a_person_gets_a_copy_of_all_and_may_be_forgotten():
    category = a_category()
    post = a_post(category, email="me@example.org", text="Mine.")
    a_post(category, email="me@example.org", is_verified=False)
    scope = category.cycle.scope
    follow = {"rhythm": "each", "language": "en", "at": stamp()}
    subscribe(scope, email="me@example.org", **follow)
    one = a_proposition(category)
    who = participant_of(scope, "me@example.org")
    respond(category, participant=who, number=one.number, answer=1, at=stamp())
    whose = Whose(addresses=frozenset({"me@example.org"}))
    parts = {part.name: part.rows for part in personal_data.export(whose)}
    assert [row["text"] for row in parts["posts"]][:1] == ["Mine."]
    assert [len(parts[name]) for name in ("posts", "responses", "posts-by-mail")] == [2, 1, 1]
    personal_data.prepare(whose, "withdraw")
    personal_data.erase(whose, "withdraw")
    post.refresh_from_db()
    assert (post.state, post.email) == (Post.State.WITHDRAWN, "")
    one.refresh_from_db()
    assert one.agreed == 0
    assert not any(part.rows for part in personal_data.export(whose))
