"""A contribution erased: its words are in no translation and in no comparison of papers either."""

from __future__ import annotations

import json

import pytest
from django.core import serializers
from django.db import transaction

from conspectus.core.erasure import erase_words
from conspectus.engine.revision.kinship import Kinship
from conspectus.synthesis.models import TranslatedText, ViewChange
from conspectus.synthesis.services.following import keep_kinship
from conspectus.synthesis.services.translating import (
    Written,
    publish_translation,
    renew_translations,
    translation_json,
    write_texts,
)
from tests.factories_paper_rows import a_paper_version
from tests.factories_site import a_call, a_contribution, a_cycle, a_forum
from tests.factories_translating import a_translation
from tests.synthesis.conftest import OWN_WORDS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]


def words_of(*models) -> str:
    return serializers.serialize("json", [row for one in models for row in one.objects.all()])


@pytest.mark.long
def test_no_row_has_the_words_and_the_record_has_what_is_left(public):
    later = a_paper_version(
        a_contribution(a_call(a_cycle(public.paper.cycle.forum, "2027"), "first"))
    )
    keep_kinship(later, public, Kinship())
    later.save()
    made = a_translation(public)
    texts = [row for row in made.texts.all() if row.sentence]
    written = {row.pk: Written(f"mots {row.original}", row.revision) for row in texts}
    assert write_texts(made, written=written) == {}
    made = publish_translation(made)
    before = len(texts)
    assert OWN_WORDS in words_of(TranslatedText)
    assert OWN_WORDS in words_of(ViewChange)
    with transaction.atomic():
        erase_words("/igf/2026/contributions/6/")
    for words in ("moonlit", "Juniper"):
        assert words not in words_of(TranslatedText, ViewChange)
    made.refresh_from_db()
    assert 0 < made.texts.exclude(sentence=None).count() < before
    assert made.redacted is not None
    assert json.loads(made.leaf.content)["sha256"] == made.sha256
    assert "moonlit" not in translation_json(made).decode()
    later.refresh_from_db()
    assert (
        later.front["follows"]["counts"]["gone"] == later.view_changes.filter(kind="gone").count()
    )


def test_the_heading_of_a_section_that_has_gone_goes_with_it(home):
    version = a_paper_version(a_contribution(a_call(a_cycle(a_forum(), home.name), "first")))
    made = a_translation(version, published=True)
    version.contents = [{**one, "heading": "Another"} for one in version.contents]
    renew_translations(version)
    assert list(made.texts.filter(sentence=None).values_list("original", flat=True)) == ["A paper"]
    made.refresh_from_db()
    assert json.loads(made.leaf.content)["sha256"] == made.sha256
