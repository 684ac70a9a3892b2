"""A public version in another language: begun, written, published, carried on, redacted."""

from __future__ import annotations

import csv
import hashlib
import io
import json

import pytest

from conspectus.core.errors import SiteError
from conspectus.synthesis.models import TranslatedText, Translation
from conspectus.synthesis.services.translating import (
    Written,
    begin_translation,
    publish_translation,
    renew_translations,
    write_texts,
)
from tests.factories_paper_rows import SENTENCE, a_paper_version
from tests.factories_site import a_call, a_contribution, a_cycle, an_account
from tests.factories_translating import a_translation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

WORK = "/en/igf/2026/papers/1/work/translations/"
PUBLIC = "/en/igf/2026/papers/1/v1/translations/fr/1/"


@pytest.fixture
def contribution():
    return a_contribution(a_call(a_cycle(slug="2026"), "first"))


@pytest.fixture
def version(contribution):
    return a_paper_version(contribution)


@pytest.fixture
def translator(signed_in, version):
    """The client of somebody who may translate and nothing else."""
    return signed_in(
        an_account("t@example.org", role="translator", scope=version.paper.cycle.scope)
    )


def text_of(translation: Translation, sentence: str = SENTENCE) -> TranslatedText:
    return translation.texts.get(sentence__sentence=sentence)


def typed(row: TranslatedText, text: str, **more: str) -> dict[str, str]:
    return {f"t{row.pk}": text, f"s{row.pk}": str(row.revision), **more}


def test_a_translation_has_the_sentences_of_its_version_with_places_for_names(version):
    made = a_translation(version)
    held = [row for row in made.texts.all() if row.sentence]
    assert [row.sentence for row in held] == list(version.sentences.order_by("order"))
    assert text_of(made).original == "{names} holds a view."
    assert text_of(made).filling == {"names": ["Arda Union"]}
    assert [row.original for row in made.texts.filter(sentence=None)] == ["A paper", "Access"]


def test_only_a_public_version_into_another_language_by_somebody_is_begun(version, contribution):
    a_translation(version)
    draft = a_paper_version(contribution, k=2, published=False)
    for of, language, name in (
        (draft, "fr", "Ana"),
        (version, "en", "Ana"),
        (version, "es", " "),
        (version, "fr", "Ana"),
    ):
        with pytest.raises(SiteError):
            begin_translation(of, language=language, translator=name, is_machine=False, by=None)


def test_a_translator_writes_page_by_page_and_publishes(version, translator, client):
    sent = {"tongue": "fr", "translator": "Ana Example"}
    begun = translator.post(WORK, sent)
    made = Translation.objects.get()
    assert begun["Location"] == f"{WORK}{made.pk}/"
    row = text_of(made)
    page = translator.get(begun["Location"]).content.decode()
    assert "{names} holds a view." in page
    assert 'lang="fr"' in page
    refused = translator.post(begun["Location"], typed(row, "Un avis."))
    assert "Keep {names} as it is, once." in refused.content.decode()
    assert "Un avis." in refused.content.decode()
    assert translator.post(begun["Location"], typed(row, "{names} a un avis.")).status_code == 302
    assert translator.post(f"{WORK}{made.pk}/publish/").status_code == 200
    done = translator.post(f"{WORK}{made.pk}/publish/", {"sure": "on"})
    assert done["Location"] == PUBLIC
    client.logout()
    shown = client.get(f"{PUBLIC}part/1/").content.decode()
    assert '<bdi lang="en">Arda Union</bdi> a un avis.' in shown
    assert f'href="/en/igf/2026/papers/1/v1/s/{SENTENCE}/"' in shown


def test_the_page_says_who_translated_what_and_that_the_original_counts(version, client):
    a_translation(version, published=True)
    page = client.get(PUBLIC).content.decode()
    assert "Translation by Ana Example of version 1." in page
    assert "The original is authoritative." in page
    assert "2 of 6 texts are translated." in page
    assert 'rel="alternate" hreflang="en" href="/en/igf/2026/papers/1/v1/"' in page
    paper = client.get("/en/igf/2026/papers/1/v1/").content.decode()
    assert f'href="{PUBLIC}" hreflang="fr" lang="fr" dir="ltr">français</a>' in paper


def test_a_machine_is_called_one(version, client):
    made = begin_translation(
        version, language="fr", translator="Tongue 3", is_machine=True, by=None
    )
    write_texts(made, written={text_of(made).pk: Written("{names} a un avis.", 0)})
    publish_translation(made)
    page = client.get(PUBLIC).content.decode()
    assert "Machine translation by Tongue 3 of version 1; no person has confirmed it." in page


def test_what_is_not_translated_is_shown_in_the_original(version, client):
    made = a_translation(version)
    write_texts(made, written={made.texts.all()[0].pk: Written("Un document", 0)})
    publish_translation(made)
    page = client.get(f"{PUBLIC}part/1/").content.decode()
    assert '<span lang="en" dir="ltr">The Arda Union holds a view.</span>' in page
    assert "not translated" in page


def test_the_file_is_what_the_record_says(version, client):
    made = a_translation(version, published=True)
    body = client.get(f"{PUBLIC}translation.json").content
    assert hashlib.sha256(body).hexdigest() == made.sha256
    told = json.loads(made.leaf.content)
    assert told["sha256"] == made.sha256
    assert told["subject"] == "/igf/2026/papers/1/v1/translations/fr/1/"
    assert told["translator"] == "Ana Example"
    texts = json.loads(body)["texts"]
    assert {"sentence": SENTENCE, "text": "En français Arda Union"}.items() <= texts[2].items()
    rows = csv.DictReader(io.StringIO(client.get(f"{PUBLIC}translation.csv").content.decode()))
    assert [row["text"] for row in rows][2] == "En français Arda Union"


def test_a_public_translation_is_frozen_and_a_new_edition_takes_it_over(version):
    made = a_translation(version, published=True)
    with pytest.raises(SiteError):
        write_texts(made, written={text_of(made).pk: Written("{names} x", 0)})
    again = a_translation(version)
    assert (again.edition, again.carried_from) == (2, made)
    assert text_of(again).text == "En français {names}"
    assert not text_of(again).stale


def test_two_at_once_lose_no_word(version, translator):
    made = a_translation(version)
    row = text_of(made)
    address = f"{WORK}{made.pk}/"
    assert translator.post(address, typed(row, "{names} un")).status_code == 302
    second = translator.post(address, typed(row, "{names} deux"))
    page = second.content.decode()
    assert "Somebody else wrote here in the meantime: {names} un" in page
    assert text_of(made).text == "{names} un"
    assert f'name="s{row.pk}" value="1"' in page
    again = {f"t{row.pk}": "{names} deux", f"s{row.pk}": "1"}
    assert translator.post(address, again).status_code == 302
    assert text_of(made).text == "{names} deux"


@pytest.fixture
def carried(version, contribution):
    """Version 2, whose sentence on the view of version 1 is worded otherwise, in French."""
    a_translation(version, published=True)
    later = a_paper_version(contribution, k=2)
    row = later.sentences.get(sentence=SENTENCE)
    row.sentence = "fedcba9876"
    row.data |= {"id": row.sentence, "text": "The Arda Union holds another view."}
    row.save()
    return a_translation(later)


def test_what_has_changed_in_the_next_version_is_stale_until_somebody_looks(carried, translator):
    row = text_of(carried, "fedcba9876")
    assert (row.text, row.stale) == ("En français {names}", True)
    assert row.was == "{names} holds a view."
    address = f"{WORK}{carried.pk}/?show=stale"
    page = translator.get(address).content.decode()
    assert "the original has changed since" in page
    assert "Of 1 the original has changed since." in translator.get(WORK).content.decode()
    sent = typed(row, row.text, **{f"r{row.pk}": "on"})
    assert translator.post(address, sent).status_code == 302
    assert not text_of(carried, "fedcba9876").stale


def test_a_stale_sentence_is_shown_to_readers_with_the_original(carried, client):
    publish_translation(carried)
    page = client.get("/en/igf/2026/papers/1/v2/translations/fr/1/part/1/").content.decode()
    assert "the original has changed since" in page
    assert '<q lang="en" dir="ltr">The Arda Union holds another view.</q>' in page


def test_the_translation_of_what_is_erased_goes_with_it(carried, version):
    published = version.translations.get()
    before = published.sha256
    version.sentences.get(sentence=SENTENCE).delete()
    renew_translations(version)
    published.refresh_from_db()
    assert published.redacted is not None
    assert published.sha256 != before
    assert json.loads(published.leaf.content)["redacted"] is True
    row = text_of(carried, "fedcba9876")
    assert (row.text, row.was, row.stale) == ("", "", False)


def test_whoever_translates_finds_the_papers_from_the_account(translator):
    assert WORK.removeprefix("/en") in translator.get("/en/accounts/").content.decode()
    assert 'href="/en/igf/2026/papers/1/work/queue/"' not in translator.get(WORK).content.decode()


def test_the_form_has_the_ways_of_the_workbench_for_who_may_go_there(
    version, translator, signed_in
):
    page = f"{WORK}{a_translation(version).pk}/"
    shown = translator.get(page).content.decode()
    assert 'aria-label="Workbench"' not in shown
    assert "(optional)" not in shown
    rapporteur = signed_in(an_account("r@example.org", role="rapporteur"))
    assert 'aria-label="Workbench"' in rapporteur.get(page).content.decode()
