"""A version becomes public: its files say the status, and what changed is kept and shown."""

from __future__ import annotations

import json

import pytest
from django.db import transaction

from conspectus.contributions.blocks import Piece, stored
from conspectus.core.erasure import erase_words, prepare_erasure
from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.core.models import RecordedLeaf
from conspectus.engine.document import BlockKind
from conspectus.formats.bundle import check_bundle
from conspectus.people.rules import Role
from conspectus.synthesis.models import Change, Comment, PaperVersion
from conspectus.synthesis.services.correcting import Given, correct, undo
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.papers import (
    Terms,
    ask_for_version,
    publish_paper,
    statuses_after,
)
from tests.factories_paper_life import a_comment
from tests.factories_site import a_contribution, an_account, an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

CHANGES = "/en/igf/2026/papers/1/v2/changes/"
NEW = "Public libraries must offer free connections to every citizen."


def a_submission(call, name: str, text: str) -> None:
    made = a_contribution(call, text=text, organisation=an_organisation(name))
    pieces = [Piece(BlockKind.PARAGRAPH, block) for block in text.split("\n\n")]
    made.current.documents.update(blocks=stored(pieces)[1])


def a_next_version(before: PaperVersion) -> PaperVersion:
    made = ask_for_version(before.paper, by=None)
    assert make_version(made.pk)
    made.refresh_from_db()
    return made


@pytest.fixture
def second(public, home, kept) -> PaperVersion:
    """Version 2, ready: a seventh contribution came, and a sentence was left out."""

    def make():
        a_submission(public.paper.call, "Kestrel Union", NEW)
        left_out(public)

    kept.bring("second draft", home, make)
    return PaperVersion.objects.get(k=2)


@pytest.fixture
def revised(second, home, kept) -> PaperVersion:
    """Version 2, public."""
    kept.bring("revised", home, lambda: publish_paper(second, status="revised"))
    return PaperVersion.objects.get(k=2)


def left_out(public: PaperVersion) -> PaperVersion:
    """The next version, without a sentence of version 1."""
    row = next(one for one in public.sentences.all() if "moonlit heron" in one.data["text"].lower())
    evidence = row.data["positions"][0]["evidence"][0]
    of = f"{evidence['source']}:{evidence['sha256'][:12]}"
    given = Given(kind="leave_out", of=of, was=row.data["text"], why="said elsewhere")
    correct(public.paper, given, by=None, base=0)
    return a_next_version(public)


def paper_json(version: PaperVersion):
    return json.loads((papers_folder() / version.folder / "paper.json").read_bytes())


def test_all_files_say_the_status_under_which_a_version_is_public(version):
    old = version.folder
    made = publish_paper(version, status="open for comment")
    assert made.folder != old
    assert check_bundle(papers_folder() / made.folder) == []
    paper = paper_json(made)
    assert paper["status"] == made.front["status"] == "open for comment"
    markdown = (papers_folder() / made.folder / "paper.md").read_text("utf-8")
    assert "It is issued as a draft that is open for comment" in markdown
    printed = [
        sentence["id"]
        for section in paper["sections"]
        for paragraph in section["paragraphs"]
        for sentence in paragraph["sentences"]
    ]
    assert [row.sentence for row in made.sentences.all()] == printed


def test_the_record_says_what_was_published_and_what_it_follows(public, second):
    made = publish_paper(second, status="revised", terms=Terms(why="More came in."))
    content = json.loads(bytes(made.leaf.content))
    assert content["sha256"] == made.sha256
    assert content["follows"] == "/igf/2026/papers/1/v1/"
    assert made.previous == public
    assert RecordedLeaf.objects.filter(kind="paper").count() == 2


def test_the_change_log_says_what_changed_and_why(revised):
    rows = list(Change.objects.filter(version=revised))
    joined = next(row for row in rows if "libraries" in row.after)
    assert (joined.kind, joined.cause) == ("holders", "new evidence")
    gone = next(row for row in rows if row.kind == "gone")
    assert "moonlit heron" in gone.before.lower()
    assert gone.cause == "correction 1"
    assert revised.front["changes"]["gone"] == 1


def test_a_comment_that_was_taken_up_is_named_as_the_cause(public, client):
    row = next(one for one in public.sentences.all() if "moonlit heron" in one.data["text"])
    comment = a_comment(public)
    comment.sentence, comment.outcome = row.sentence, Comment.Outcome.TAKEN_UP
    comment.save()
    made = publish_paper(left_out(public), status="revised")
    gone = Change.objects.get(version=made, kind="gone")
    assert gone.cause == "comment 1; correction 1"
    page = client.get(CHANGES).content.decode()
    assert 'href="/en/igf/2026/papers/1/v1/comments/1/"' in page


def test_a_correction_that_is_undone_brings_its_sentence_back_and_says_so(revised):
    undo(revised.paper.corrections.get(), by=None)
    made = publish_paper(a_next_version(revised), status="final")
    back = Change.objects.get(version=made, kind="new", after__icontains="moonlit heron")
    assert back.cause == "correction 1 undone"


def test_readers_see_the_changes_word_by_word_in_three_queries(
    second, client, django_assert_max_num_queries
):
    made = publish_paper(second, status="revised", terms=Terms(why="A contribution came in."))
    client.get("/en/igf/2026/papers/1/v2/")
    with django_assert_max_num_queries(3):
        page = client.get(CHANGES)
    text = page.content.decode()
    assert "A contribution came in." in text
    assert "correction 1" in text
    assert "new evidence" in text
    assert "<ins>" in text
    assert "<del>" in text
    assert client.get(f"{CHANGES}2/").status_code == 404
    assert client.get("/en/igf/2026/papers/1/v1/changes/").status_code == 404
    front = client.get("/en/igf/2026/papers/1/v2/").content.decode()
    assert CHANGES in front
    assert made.front["title"] in front


def test_paragraphs_keep_their_numbers_from_version_to_version(public, second):
    was = {row.sentence: row.paragraph for row in public.sentences.all()}
    now = {row.sentence: row.paragraph for row in second.sentences.all()}
    same = set(was) & set(now)
    assert same
    assert {key: now[key] for key in same} == {key: was[key] for key in same}


def test_a_version_made_before_another_became_public_is_not_published(public):
    one = a_next_version(public)
    two = a_next_version(public)
    publish_paper(one, status="revised")
    with pytest.raises(SiteError, match="make a new one"):
        publish_paper(two, status="revised")


def test_after_the_final_version_come_numbered_corrections(public):
    final = publish_paper(a_next_version(public), status="final")
    assert statuses_after(final) == ("Corr.", "Add.", "Rev.")
    first = publish_paper(a_next_version(public), status="Corr.")
    second = publish_paper(a_next_version(public), status="Corr.")
    assert [first.status, second.status] == ["Corr.1", "Corr.2"]
    assert paper_json(second)["status"] == "Corr.2"
    with pytest.raises(SiteError, match="statuses"):
        publish_paper(a_next_version(public), status="revised")


def test_what_is_erased_is_in_no_change_log_any_more(revised):
    assert Change.objects.filter(version=revised, before__icontains="moonlit heron").exists()
    erased = "/igf/2026/contributions/6/"
    prepare_erasure(erased)
    with transaction.atomic():
        erase_words(erased)
    assert not Change.objects.filter(before__icontains="moonlit heron").exists()
    assert not Change.objects.filter(after__icontains="moonlit heron").exists()


def test_a_public_version_says_what_it_was_input_to(version, client):
    links = [{"url": "https://consultation.example/x", "title": "Consultation X"}]
    publish_paper(version, status="final", terms=Terms(input_to=links))
    page = client.get("/en/igf/2026/papers/1/v1/").content.decode()
    assert 'href="https://consultation.example/x"' in page
    assert "Consultation X" in page


def test_the_form_asks_until_when_a_version_is_open_and_refuses_what_is_no_address(
    version, signed_in
):
    client = signed_in(an_account(role=Role.RAPPORTEUR, scope=version.paper.cycle.scope))
    address = f"/en/igf/2026/manage/papers/{version.pk}/progress/"
    page = client.post(address, {"status": "open for comment", "input_to": "javascript:x"})
    text = page.content.decode()
    assert "Say until when it is open for comment." in text
    assert "Begin each line with an address" in text
    sent = {
        "status": "open for comment",
        "comments_until": "2099-01-01T12:00",
        "input_to": "https://example.org/c Consultation X",
        "why": "First draft.",
    }
    assert client.post(address, sent).status_code == 302
    version.refresh_from_db()
    assert version.comments_until.year == 2099
    assert version.input_to == [{"url": "https://example.org/c", "title": "Consultation X"}]
