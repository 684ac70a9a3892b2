"""A holder answers by its private link: without account, without script, and only by that link."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from conspectus.core.clock import stamp
from conspectus.core.home import papers_folder
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.secret_links import text_to_show
from conspectus.formats.bundle import check_bundle
from conspectus.people.models import Account, Organisation
from conspectus.synthesis.models import Contact, Correction, Letter, Reply, Sentence
from conspectus.synthesis.services.contacts import authorise
from conspectus.synthesis.services.deciding_replies import answer, look_again
from conspectus.synthesis.services.letters import revoke_letter, write_to_holders
from conspectus.synthesis.services.reply_links import secret_of
from tests.synthesis.reply.conftest import SHARED, again, link_in, link_of, of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

OWN = "Public libraries must offer free connections"


def shared(version) -> Sentence:
    return next(row for row in version.sentences.all() if SHARED in row.data["text"])


def give(client, letter, kind, *, sentence="", text="", note=""):
    """Fills in the form and sends it."""
    step = f"s/{sentence}/" if sentence else "paper/"
    data = {"kind": kind, "text": text, "note": note}
    return client.post(f"{link_of(letter)}{step}", data)


def confirm(client, letter):
    """Asks for the mail, opens the link in it, and says yes."""
    assert client.post(f"{link_of(letter)}send/").status_code == 200
    mail = Mail.objects.filter(kind="correction confirm", to=letter.contact.email).latest("pk")
    address = link_in(mail, r"confirm/\d+/[\w-]+/")
    assert client.get(address).status_code == 200
    return client.post(address)


def test_the_page_shows_each_sentence_with_the_words_it_rests_on(written, client):
    letter = of("Arda Union")
    page = client.get(link_of(letter))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert page["Referrer-Policy"] == "no-referrer"
    cited = [
        row
        for row in written.sentences.all()
        if "arda-union" in {one["holder"] for one in row.data["positions"]}
    ]
    assert len(cited) >= 2
    for row in cited:
        assert f'id="s-{row.sentence}"' in text
    assert "<mark>Public libraries must offer free connections to every citizen.</mark>" in text
    assert "Brel" not in re.sub(r"\(Arda Union, Brel[^)]*\)", "", text)


def test_opening_is_recorded_once(written, client):
    letter = of("Arda Union")
    assert letter.opened is None
    client.get(link_of(letter))
    first = of("Arda Union").opened
    assert first is not None
    client.get(link_of(letter))
    assert of("Arda Union").opened == first


def test_a_link_cannot_be_guessed_and_no_row_holds_it(written, client):
    letter = of("Arda Union")
    secret = secret_of(letter)
    assert len(secret) == 32
    for column in ("token", "holder", "name"):
        assert getattr(letter, column) != secret
    assert secret not in letter.mail.text
    assert secret not in text_to_show(letter.mail.text)
    for wrong in (secret[:-1], f"{secret}x", secret[::-1], letter.token, "0" * 32):
        assert client.get(f"/en/correct/{wrong}/").status_code == 404
    assert len({secret_of(one) for one in Letter.objects.all()}) == Letter.objects.count()


def test_a_copy_of_the_database_makes_no_link(written, client, settings):
    letter = of("Arda Union")
    secret = secret_of(letter)
    settings.SECRET_KEY = "another installation's key, which is as long as the first"  # noqa: S105
    assert client.get(f"/en/correct/{secret}/").status_code == 404


def test_a_link_expires_and_can_be_revoked(written, client):
    early, other = of("Arda Union"), of("Fennmark")
    Letter.objects.filter(pk=early.pk).update(expires=stamp() - dt.timedelta(seconds=1))
    assert client.get(link_of(early)).status_code == 404
    assert client.get(link_of(other)).status_code == 200
    revoke_letter(other)
    assert client.get(link_of(other)).status_code == 404
    other.mail.refresh_from_db()
    assert other.mail.state == Mail.State.DISCARDED


def test_after_the_time_to_answer_nothing_is_taken(written, client):
    letter = of("Arda Union")
    Letter.objects.filter(pk=letter.pk).update(answer_by=stamp() - dt.timedelta(seconds=1))
    row = shared(written)
    assert "Say something else" not in client.get(link_of(letter)).content.decode()
    page = give(client, letter, "object", sentence=row.sentence, text="No.")
    assert "The time to answer is over" in page.content.decode()
    assert not Reply.objects.exists()


def test_what_comes_by_a_forwarded_link_is_received_unconfirmed(written, client):
    letter, row = of("Arda Union"), shared(written)
    give(client, letter, "without name", sentence=row.sentence)
    reply = Reply.objects.get()
    assert not reply.binding
    assert not Correction.objects.exists()
    assert "received, unconfirmed" in client.get(link_of(letter)).content.decode()
    row.refresh_from_db()
    assert row.standing == Sentence.Standing.UNANSWERED
    page = client.get(f"/en/igf/2026/papers/1/v{written.k}/").content.decode()
    assert "<dt>Received, unconfirmed</dt><dd>1</dd>" in page


def test_who_has_the_link_cannot_confirm_without_the_mail_to_the_contact(written, client):
    letter = of("Arda Union")
    give(client, letter, "without name", sentence=shared(written).sentence)
    reply = Reply.objects.get()
    guessed = f"{link_of(letter)}confirm/{reply.pk}/{'A' * 24}/"
    assert client.post(guessed).status_code == 404
    other = of("Fennmark")
    give(client, other, "without name", sentence=shared(written).sentence)
    client.post(f"{link_of(other)}send/")
    mail = Mail.objects.get(kind="correction confirm")
    code = link_in(mail, r"confirm/\d+/[\w-]+/").split("/confirm/")[1]
    assert client.post(f"{link_of(letter)}confirm/{code}").status_code == 404
    assert not Reply.objects.filter(binding=True).exists()


def test_a_contact_that_nobody_authorised_cannot_confirm(written, client):
    letter = of("Arda Union")
    authorise(letter.contact, by="")
    give(client, letter, "without name", sentence=shared(written).sentence)
    page = client.post(f"{link_of(letter)}send/")
    assert page.status_code == 409
    assert not Mail.objects.filter(kind="correction confirm").exists()
    assert not Reply.objects.filter(binding=True).exists()


def test_own_words_that_bind_are_in_the_next_draft_and_the_count_follows(written, client):
    letter, row = of("Arda Union"), shared(written)
    assert row.data["degree"]["n"] == 3
    give(client, letter, "own words", sentence=row.sentence, text=OWN)
    confirm(client, letter)
    reply = Reply.objects.get()
    assert reply.binding
    act = written.paper.corrections.get()
    assert (act.kind, act.by_name, act.text) == ("verbatim", "Arda Union", OWN)
    assert reply.acts == [act.number]
    draft = again(written)
    act.refresh_from_db()
    assert act.state == Correction.State.HOLDS, act.message
    texts = [one.data["text"] for one in draft.sentences.all()]
    assert any(f"“{OWN}" in text and "Arda Union" in text for text in texts)
    left = shared(draft)
    follows = next(
        one
        for one in draft.sentences.all()
        if SHARED in one.data["text"] and "“" not in one.data["text"]
    )
    assert left is not None
    assert follows.data["degree"]["n"] == 2
    assert "Arda Union" not in follows.data["text"]
    assert check_bundle(papers_folder() / draft.folder) == []


def test_a_name_is_taken_out_of_one_sentence_or_everywhere(written, client):
    letter = of("Arda Union")
    give(client, letter, "without name")
    confirm(client, letter)
    draft = again(written)
    for one in draft.sentences.all():
        assert "arda-union" not in {position["holder"] for position in one.data["positions"]}
    objected = written.sentences.filter(standing="objected")
    assert objected.count() >= 2
    page = client.get(f"/en/igf/2026/papers/1/v{written.k}/replies/1/").content.decode()
    assert "Take our name out" in page
    assert "Arda Union" not in page
    content = RecordedLeaf.objects.get(kind="reply").content
    assert b"Arda" not in bytes(content)


def test_a_later_answer_undoes_what_the_holder_had_decided_before(written, client):
    letter, row = of("Arda Union"), shared(written)
    give(client, letter, "without name", sentence=row.sentence)
    confirm(client, letter)
    assert written.paper.corrections.filter(undone__isnull=True).count() == 1
    client.post(link_of(letter), {"confirm": row.sentence})
    confirm(client, letter)
    assert written.paper.corrections.filter(undone__isnull=True).count() == 0
    first, second = Reply.objects.all()
    assert first.superseded is not None
    assert second.superseded is None


def test_words_that_are_not_the_holders_are_refused_beside_the_field(written, client):
    letter, row = of("Arda Union"), shared(written)
    page = give(client, letter, "own words", sentence=row.sentence, text="Libraries are bad.")
    assert "copy them from it" in page.content.decode()
    page = give(client, letter, "object", sentence=row.sentence)
    assert "Write the text." in page.content.decode()
    long = " ".join(["word"] * 61)
    page = give(client, letter, "object", sentence=row.sentence, text="No.", note=long)
    assert "at most 60 words" in page.content.decode()
    assert long in page.content.decode()
    assert not Reply.objects.exists()


def test_nobody_answers_on_a_sentence_of_others(written, client):
    letter = of("Brel Society")
    row = shared(written)
    assert client.get(f"{link_of(letter)}s/{row.sentence}/").status_code == 404
    page = client.post(link_of(letter), {"confirm": row.sentence})
    assert page.status_code == 409
    assert not Reply.objects.exists()


def test_a_sentence_is_confirmed_when_all_who_were_asked_confirm(written, client):
    row = shared(written)
    for name in ("Arda Union", "Dune Cities", "Fennmark"):
        row.refresh_from_db()
        assert row.standing == Sentence.Standing.UNANSWERED
        letter = of(name)
        client.post(link_of(letter), {"confirm": row.sentence})
        confirm(client, letter)
    row.refresh_from_db()
    assert row.standing == Sentence.Standing.CONFIRMED
    part = next(
        number
        for number in range(1, len(written.contents) + 1)
        if row.sentence in client.get(f"/en/igf/2026/papers/1/v1/part/{number}/").content.decode()
    )
    page = client.get(f"/en/igf/2026/papers/1/v1/part/{part}/").content.decode()
    assert "[confirmed]" in page
    assert "[unanswered]" in page
    who = client.get(f"/en/igf/2026/papers/1/v1/s/{row.sentence}/").content.decode()
    assert "By its holders: confirmed" in who


def test_an_objection_is_answered_its_note_printed_and_looked_at_by_another(written, client):
    letter, row = of("Arda Union"), shared(written)
    give(
        client,
        letter,
        "object",
        sentence=row.sentence,
        text="We said more.",
        note="Free connections are a matter of law here.",
    )
    confirm(client, letter)
    reply = Reply.objects.get()
    first = Account.objects.create_user("first@example.org")
    second = Account.objects.create_user("second@example.org")
    answer(reply, outcome="kept", text="The words carry it.", corrections=[], by=first)
    with pytest.raises(Exception, match="did not answer first"):
        look_again(reply, name="First", text="Fine.", by=first)
    look_again(reply, name="Second Person", text="I agree.", by=second)
    draft = again(written)
    noted = shared(draft)
    assert (
        "Note by the Arda Union: Free connections are a matter of law here."
        in (noted.data["footnote"])
    )
    page = client.get("/en/igf/2026/papers/1/v1/replies/1/").content.decode()
    for words in ("We said more.", "The words carry it.", "Second Person", "I agree."):
        assert words in page
    kinds = list(
        RecordedLeaf.objects.filter(kind__startswith="reply").values_list("kind", flat=True)
    )
    assert kinds == ["reply", "reply confirmed", "reply answered", "reply looked at again"]


def test_who_asked_for_no_mail_gets_none(written, client, django_assert_max_num_queries):
    letter = of("Arda Union")
    address = link_in(letter.mail, "no-mail/")
    assert client.get(address).status_code == 200
    letter.contact.refresh_from_db()
    assert letter.contact.no_mail is None, "a look at the page is no wish"
    client.post(address)
    letter.mail.refresh_from_db()
    assert letter.mail.state == Mail.State.DISCARDED
    assert client.get(link_of(letter)).status_code == 200
    draft = again(written)
    draft.published = stamp()
    draft.save(update_fields=["published"])
    assert write_to_holders(draft, by=None, days_to_answer=30, days_to_be_answered=30) == 5
    waiting = Mail.objects.exclude(state=Mail.State.DISCARDED)
    assert not waiting.filter(to="arda@example.org").exists()


def test_each_contact_of_an_organisation_has_its_own_link(asked, client):
    union = Organisation.objects.get(name="Arda Union")
    Contact.objects.create(
        cycle=asked.paper.cycle, organisation=union, email="press@example.org", language="ar"
    )
    write_to_holders(asked, by=None, days_to_answer=10, days_to_be_answered=20)
    letters = Letter.objects.filter(name="Arda Union").order_by("contact__email")
    assert [one.contact.email for one in letters] == ["arda@example.org", "press@example.org"]
    assert [one.binding for one in letters] == [True, False]
    assert letters[1].mail.language == "ar"
    assert {one.mail.state for one in letters} == {Mail.State.HELD}
    assert (letters[0].expires - letters[0].answer_by).days == 20
    assert write_to_holders(asked, by=None, days_to_answer=10, days_to_be_answered=20) == 0


def test_every_page_of_a_link_is_asked_in_few_queries(
    written, client, django_assert_max_num_queries
):
    letter, row = of("Arda Union"), shared(written)
    give(client, letter, "object", sentence=row.sentence, text="No.")
    for step in ("", f"s/{row.sentence}/", "paper/", "send/", "no-mail/"):
        with django_assert_max_num_queries(10):
            assert client.get(f"{link_of(letter)}{step}").status_code == 200
