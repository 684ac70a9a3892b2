"""A contribution in another language: begun, written, public, corrected, refused, taken along."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import zipfile
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conspectus.contributions.export import csv_lines, records_of, zip_chunks
from conspectus.contributions.models import RegisterEntry, VersionTranslation
from conspectus.contributions.services.blacking import black_out
from conspectus.contributions.services.links import secret_of, token_of
from conspectus.contributions.services.publishing import publish_version
from conspectus.contributions.services.register import enter_versions
from conspectus.contributions.services.translations import (
    begin_translation,
    end_translation,
    publish_translation,
    write_translation,
)
from conspectus.contributions.services.versions import begin_version
from conspectus.contributions.services.withdrawing import withdraw_contribution
from conspectus.core.errors import SiteError
from conspectus.core.models import Mail
from conspectus.core.search import search
from conspectus.site.static_files import static_files
from tests.contributions.contributor import a_file
from tests.factories_paper_rows import SENTENCE, a_paper_version
from tests.factories_site import BEFORE, a_call, a_contribution, a_cycle, an_account
from tests.factories_translated import TEXT, a_translated_contribution

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

BASE = "/en/igf/2026/contributions/1/"
PUBLIC = f"{BASE}v1/in/fr/1/"
WORK = f"{BASE}translations/"
NAUGHTY = "=1+1 <script>alert(1)</script> {{ 7*7 }} \u202eيسار ]]> \"'"


@pytest.fixture
def contribution():
    made = a_contribution(a_call(a_cycle(slug="2026"), "first"))
    enter_versions([made.current], list(made.current.paragraphs.all()), [])
    return made


@pytest.fixture
def own(contribution):
    """The address of the contributor's own page of translations."""
    secret = secret_of(contribution.key)
    contribution.token = token_of(secret)
    contribution.save()
    return f"/en/igf/2026/drafts/{secret}/translations/"


def a_second_version(contribution):
    version = begin_version(contribution)
    version.confirmed = version.received = BEFORE
    version.save()
    version.documents.update(text="Access should be free.\n\nLibraries come first.")
    return publish_version(version, by="the secretariat")


def in_paragraphs(words):
    return "\n\n".join(" ".join(words[at : at + 50]) for at in range(0, len(words), 50))


def page(client, address=PUBLIC, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_each_paragraph_stands_beside_its_original_with_the_same_number(contribution, client):
    a_translated_contribution(contribution)
    shown = page(client)
    assert "Translation by <bdi>Ana Example</bdi> of version 1." in shown
    assert "The original is authoritative." in shown
    first, second = shown.split('<div id="p')[1:]
    assert 'lang="fr" dir="ltr"' in first
    assert "abordable pour tous" in first
    assert '<p class="meta">Access should be affordable for everyone.' in first
    assert f'href="{BASE}v1/p2/"' in second


def test_where_the_counts_differ_it_is_a_document_of_its_own_and_says_so(contribution, client):
    a_translated_contribution(contribution, text="Tout en un paragraphe.")
    shown = page(client)
    assert "It is not divided as the original is" in shown
    assert "Access should be affordable" not in shown
    assert "Paragraph 1 of the original" not in shown


def test_a_long_one_is_parted_so_that_each_page_holds_both_in_the_first_window(
    contribution, client
):
    said = Random(7)  # words without a pattern, so that little of them is packed
    english, arabic = (
        ["".join(said.choices(letters, k=7)) for _ in range(1_400)]
        for letters in ("abcdefghijklmnopqrst", "ابتثجحخدذرزسشصضطظعغف")
    )
    original = a_contribution(contribution.call, text=in_paragraphs(english))
    made = a_translated_contribution(original, language="ar", text=in_paragraphs(arabic))
    base = "/en/igf/2026/contributions/2/v1/in/ar/1/"
    style = len(gzip.compress(static_files()["site.css"].content, 6))
    addresses = [
        base,
        *(f"{base}part/{part}/" for part in range(2, made.paragraphs.last().part + 1)),
    ]
    weights = [len(gzip.compress(client.get(one).content, 6)) + style for one in addresses]
    assert len(weights) > 1
    assert max(weights) <= 14_000
    assert client.get(f"{base}part/{len(weights) + 1}/").status_code == 404


def test_one_written_from_right_to_left_stands_beside_an_original_that_is_not(contribution, client):
    a_translated_contribution(contribution, language="ar", text="النفاذ للجميع.\n\nالمكتبات أولا.")
    shown = page(client, f"{BASE}v1/in/ar/1/")
    assert '<p lang="ar" dir="rtl">' in shown
    arabic = page(client, f"/ar{BASE[3:]}v1/in/ar/1/")
    assert '<p class="meta" lang="en" dir="ltr">Access should be' in arabic


def test_a_machine_is_called_one(contribution, client):
    a_translated_contribution(contribution, translator="Tongue 3", is_machine=True)
    said = "Machine translation by <bdi>Tongue 3</bdi> of version 1; no person has confirmed it."
    assert said in page(client)


def test_only_a_public_version_into_another_language_by_somebody_is_begun(contribution):
    version = contribution.current
    a_translated_contribution(contribution, published=False)
    hidden = a_contribution(contribution.call, published=False).versions.get()
    for of, language, name in (
        (hidden, "fr", "Ana"),
        (version, "en", "Ana"),
        (version, "es", " "),
        (version, "fr", "Ana"),
    ):
        with pytest.raises(SiteError):
            begin_translation(
                of, language=language, translator=name, is_machine=False, by_contributor=False
            )
    draft = begin_translation(
        version, language="ru", translator="Ana", is_machine=False, by_contributor=False
    )
    with pytest.raises(SiteError, match="Nothing is translated yet"):
        publish_translation(draft)
    with pytest.raises(SiteError, match="no words"):
        write_translation(draft, title="", translator="Ana", is_machine=False, text=" … ")


def test_a_translator_begins_writes_and_publishes_beside_the_glossary(
    contribution, signed_in, client
):
    contribution.cycle.forum.glossary.create(language="fr", term="accès", meaning="être relié")
    somebody = signed_in(
        an_account("t@example.org", role="translator", scope=contribution.cycle.scope)
    )
    assert f'href="{WORK}"' in page(somebody, "/en/igf/2026/translations/")
    assert "/igf/2026/translations/" in page(somebody, "/en/accounts/")
    begun = somebody.post(WORK, {"tongue": "fr", "translator": "Ana Example"})
    assert "être relié" in page(somebody, begun["Location"])
    sent = {"title": "Nos vues", "translator": "Ana Example", "text": "Un.\n\n# Deux", "do": "save"}
    assert somebody.post(begun["Location"], sent).status_code == 302
    shown = page(somebody, begun["Location"])
    assert "Original and translation have the same number of paragraphs." in shown
    assert "Paragraph 2 is the first that is not of the same kind." in shown
    unsure = somebody.post(begun["Location"], {**sent, "do": "publish"}).content.decode()
    assert "Tick this to publish." in unsure
    done = somebody.post(begun["Location"], {**sent, "do": "publish", "sure": "on"})
    assert done.status_code == 302
    client.logout()
    assert "Nos vues" in page(client)


def test_the_text_is_taken_from_a_file_and_the_file_is_not_kept(contribution, own, client, home):
    client.post(own, {"tongue": "fr", "translator": "Ana Example"})
    key = VersionTranslation.objects.get().pk
    sent = {"translator": "Ana", "file": a_file("vues.txt", "Un dromadaire.\n\nDeux.")}
    assert client.post(f"{own}{key}/", sent).status_code == 302
    made = VersionTranslation.objects.get()
    assert made.text == "Un dromadaire.\n\nDeux."
    assert made.aligned
    files = [one for one in home.rglob("*") if one.is_file()]
    assert not [
        one for one in files if b"dromadaire" in one.read_bytes() and "sqlite" not in one.name
    ]
    bad = client.post(f"{own}{key}/", {"translator": "Ana", "file": a_file("x.bin", b"\0\1\2")})
    assert bad.status_code == 200


def test_the_contributor_refuses_it_at_one_press_and_the_note_is_public_at_once(
    contribution, own, client
):
    made = a_translated_contribution(contribution)
    letter = Mail.objects.get(kind="translation")
    assert "translations/" in letter.text
    assert "does not say what I said" in page(client, f"{own}{made.pk}/")
    assert client.post(f"{own}{made.pk}/", {"note": "Not “for free”."}).status_code == 302
    gone = page(client, status=410)
    assert "The contributor says: this translation does not say what I said." in gone
    assert "Not “for free”." in gone
    assert "abordable" not in gone
    assert "the contributor says that it does not say what was said" in page(client, f"{BASE}v1/")
    assert "also in" not in page(client, f"{BASE[:-2]}")
    assert not search(None, "bibliothèques").hits


REFUSED = {"title": "Vues", "translator": "Ana", "do": "publish", "sure": "on"}


@pytest.fixture
def refused(contribution):
    made = a_translated_contribution(contribution)
    return end_translation(made, by_contributor=True, note="Not “for free”.")


def try_again(account, text):
    """The address of the new draft, and what came of publishing it at once."""
    begun = account.post(WORK, {"tongue": "fr", "translator": "Ana"})["Location"]
    return begun, account.post(begun, {**REFUSED, "text": text})


@pytest.mark.usefixtures("refused")
def test_after_a_refusal_a_translator_cannot_publish_the_secretariat_can(contribution, signed_in):
    scope = contribution.cycle.scope
    translator = signed_in(an_account("t@example.org", role="translator", scope=scope))
    begun, answer = try_again(translator, "Abordable.\n\nLes livres.")
    assert "somebody of the secretariat has to look at it" in answer.content.decode()
    assert "Not “for free”." in page(translator, begun)  # so that it can be mended
    secretariat = signed_in(an_account("s@example.org", role="secretariat", scope=scope))
    sent = {**REFUSED, "text": "Abordable.\n\nLes livres."}
    assert secretariat.post(begun, sent).status_code == 302
    assert "Les livres." in page(secretariat, f"{BASE}v1/in/fr/2/")


@pytest.mark.usefixtures("refused")
def test_the_text_that_was_refused_does_not_come_again_by_anybody(contribution, signed_in):
    scope = contribution.cycle.scope
    secretariat = signed_in(an_account("s@example.org", role="secretariat", scope=scope))
    _begun, answer = try_again(secretariat, TEXT)
    assert "exactly this text" in answer.content.decode()


@pytest.mark.usefixtures("refused")
def test_a_new_version_or_the_contributor_itself_begins_afresh(contribution):
    own = {"text": "Un.\n\nDeux.", "by_contributor": True}
    assert a_translated_contribution(contribution, **own).edition == 2
    contribution.current = a_second_version(contribution)
    assert a_translated_contribution(contribution, text="Gratuit.\n\nLes livres.").edition == 1


def test_a_contributor_sends_its_own_and_sees_no_draft_of_the_forum(contribution, own, client):
    draft = a_translated_contribution(contribution, published=False)
    assert f"{draft.pk}/" not in page(client, own).split("<ul", 1)[1].split("</ul")[0]
    assert client.get(f"{own}{draft.pk}/").status_code == 404
    begun = client.post(own, {"tongue": "fr", "translator": "Ana Example"})
    sent = {"translator": "Ana", "text": "Un.\n\nDeux.", "do": "publish", "sure": "on"}
    assert client.post(begun["Location"], sent).status_code == 302
    assert "Its contributor sent it." in page(client)
    assert not Mail.objects.filter(kind="translation").exists()


def test_a_correction_is_a_new_edition_begun_from_the_last(contribution, client):
    a_translated_contribution(contribution)
    again = begin_translation(
        contribution.current,
        language="fr",
        translator="Ben",
        is_machine=False,
        by_contributor=False,
    )
    assert "abordable" in again.text
    write_translation(
        again, title="Vues", translator="Ben", is_machine=False, text="Abordable.\n\nChameaux."
    )
    publish_translation(again)
    assert "This translation has been corrected." in page(client)
    assert client.get(f"{BASE}v1/in/fr/")["Location"] == f"{BASE}v1/in/fr/2/"
    assert [one.address for one in search(None, "chameaux").found] == [
        "/igf/2026/contributions/1/v1/in/fr/p2/"
    ]
    assert not search(None, "bibliothèques").hits
    with pytest.raises(SiteError):
        write_translation(again, title="", translator="B", is_machine=False, text="x")


def test_register_search_and_contribution_lead_to_it(contribution, client):
    a_translated_contribution(contribution)
    register = page(client, "/en/igf/2026/contributions/")
    assert f'also in: <a href="{BASE}v1/in/fr/" hreflang="fr">French</a>' in register
    assert f'href="{PUBLIC}" hreflang="fr"' in page(client, f"{BASE}v1/")
    found = page(client, "/en/igf/2026/search/?q=bibliothèques")
    assert f'href="{BASE}v1/in/fr/p2/"' in found
    assert '<span class="tag">translation</span>' in found
    assert client.get(f"{BASE}v1/in/fr/p2/")["Location"] == f"{PUBLIC}#p2"


def test_a_newer_version_of_the_original_makes_it_old_and_it_is_found_no_more(contribution, client):
    a_translated_contribution(contribution)
    a_second_version(contribution)
    assert "A newer version of the original has been published since" in page(client)
    assert "of version 1" in page(client, f"{BASE}v2/")
    assert "also in" not in page(client, "/en/igf/2026/contributions/")
    assert not search(None, "bibliothèques").hits


def test_it_is_in_what_can_be_taken_away(contribution):
    a_translated_contribution(contribution)
    cycle = contribution.cycle
    (record,) = records_of(cycle)
    assert record["translations"] == [
        {
            "name": "fr",
            "edition": 1,
            "title": "Nos vues",
            "translator": "Ana Example",
            "machine": False,
            "address": "/igf/2026/contributions/1/v1/in/fr/1/",
        }
    ]
    (row,) = csv.DictReader(io.StringIO("".join(csv_lines(cycle))))
    assert row["translations"] == "fr"
    with zipfile.ZipFile(io.BytesIO(b"".join(zip_chunks(cycle)))) as archive:
        text = archive.read("translations/1/v1/fr-1.txt").decode()
    assert text.startswith("Translation by Ana Example of contribution 1, version 1.")


def test_the_file_is_what_the_record_says(contribution, client):
    made = a_translated_contribution(contribution)
    told = json.loads(made.leaf.content)
    assert told["subject"] == "/igf/2026/contributions/1/v1/in/fr/1/"
    assert told["of"] == "/igf/2026/contributions/1/v1/"
    assert not told["machine"]
    body = client.get(f"{PUBLIC}translation.json").content
    assert hashlib.sha256(body).hexdigest() == told["sha256"]
    assert json.loads(body)["paragraphs"][1]["text"] == "Les bibliothèques d’abord."


def test_it_is_taken_back_with_its_original(contribution, client):
    a_translated_contribution(contribution)
    withdraw_contribution(contribution, by="the contributor")
    for address in (PUBLIC, f"{BASE}v1/in/fr/", f"{BASE}v1/in/fr/p1/"):
        assert "withdrawn by its contributor" in page(client, address, 410)
    assert not search(None, "bibliothèques").hits


def test_what_is_blacked_out_of_the_original_goes_from_it_too(contribution, client):
    document = contribution.current.documents.get()
    start = document.text.index("Libraries")
    a_translated_contribution(contribution, text="Un.\n\nLes Libraries, dit-on.")
    document.redactions.create(kind="signature", start=start, end=start + len("Libraries"))
    black_out(contribution.current)
    assert "Libraries" not in page(client)
    assert not search(None, "libraries").hits


def test_a_name_that_is_not_published_is_not_published_by_a_translator_either(contribution):
    unnamed = a_contribution(contribution.call, signed="Example Society")
    unnamed.current.publish = "without name"
    unnamed.current.save()
    made = a_translated_contribution(unnamed, text="Nous, Example Society.\n\nDeux.", title="x")
    assert "Example Society" not in made.text
    assert "Example Society" not in str(list(made.paragraphs.values_list("text")))


def test_words_are_text_in_every_field(contribution, own, client):
    made = a_translated_contribution(
        contribution, title=NAUGHTY, translator=NAUGHTY, text=f"{NAUGHTY}\n\n{NAUGHTY}"
    )
    for address in (PUBLIC, f"{BASE}v1/", "/en/igf/2026/search/?q=alert", own, f"{own}{made.pk}/"):
        shown = page(client, address)
        assert "<script>alert" not in shown
        assert "49" not in shown.replace("2049", "")
    end_translation(made, by_contributor=True, note=NAUGHTY)
    assert "&lt;script&gt;" in page(client, status=410)
    (row,) = csv.reader(io.StringIO("".join(csv_lines(contribution.cycle)).splitlines()[1]))
    assert not [cell for cell in row if cell.startswith("=")]


def test_a_translation_is_made_public_in_ten_statements(contribution):
    draft = a_translated_contribution(contribution, published=False)
    contribution.refresh_from_db()
    with CaptureQueriesContext(connection) as asked:
        publish_translation(draft)
    told = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
    # PostgreSQL keeps postings of the index, and tells other processes of the change.
    most = 12 if connection.vendor == "postgresql" else 10
    assert len(told) <= most, "\n".join(one[:90] for one in told)
    assert RegisterEntry.objects.get().translated["1/fr"]["edition"] == 1


def test_beside_a_quotation_stands_its_paragraph_in_the_language_of_the_page(contribution, client):
    version = a_paper_version(contribution)
    cited = version.sentences.get(sentence=SENTENCE).citations.get()
    said = f"/igf/2026/papers/1/v1/s/{SENTENCE}/"
    text = "\n\n".join(f"Paragraphe {n}." for n in range(1, 3))
    made = a_translated_contribution(contribution, text=text, is_machine=True)
    shown = page(client, f"/fr{said}")
    assert cited.words in shown  # what is cited is the original
    assert (
        f'href="/fr{BASE[3:]}v1/in/fr/p{cited.paragraph}/">Paragraphe {cited.paragraph}.' in shown
    )
    assert "Paragraphe" not in page(client, f"/en{said}")
    end_translation(made, by_contributor=True)
    assert "Paragraphe" not in page(client, f"/fr{said}")


def test_who_refuses_the_newest_edition_finds_no_earlier_one_beside_a_quotation(
    contribution, client
):
    a_paper_version(contribution)
    said = f"/igf/2026/papers/1/v1/s/{SENTENCE}/"
    texts = ["\n\n".join(f"{word} {n}." for n in range(1, 3)) for word in ("Vieux", "Neuf")]
    *_, newest = [a_translated_contribution(contribution, text=text) for text in texts]
    assert "Neuf" in page(client, f"/fr{said}")
    end_translation(newest, by_contributor=True)
    assert not {"Neuf", "Vieux"} & set(page(client, f"/fr{said}").replace(">", " ").split())


def test_a_link_gets_some_copies_of_its_contribution_within_an_hour(own, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "copy_by_link": "1/h/key"}
    address = own.replace("translations/", "data/")
    assert client.post(address).status_code == 200
    assert client.post(address).status_code == 302
