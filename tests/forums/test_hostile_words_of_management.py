"""Whatever the secretariat pastes into a field comes out as text, and nothing breaks."""

from __future__ import annotations

import pytest

from conspectus.contributions.models import Call
from conspectus.forums.models import CycleDocument, Forum, GlossaryEntry, Theme
from tests.factories_site import a_cycle, a_forum, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

CYCLE = "/en/igf/manage/cycles/2026/"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 6543 }}{% raw %}",
    "=cmd|' /C calc'!A0",
    "\u202egnihtemos \u0000 else\ufeff",
    "Ṱ̺̺̕o͞ ̷i̲̬͇̪n 田中さん الاسم 👩‍👩‍👧",
    "%(name)s %s %n",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_come_out_as_they_went_in_or_are_refused(signed_in, words):
    a_cycle(a_forum())
    client = signed_in(an_account("chief@example.org", role="secretariat"))
    opening = {"opens": "2026-01-01T09:00", "licence": words[:100], "languages": ["en"]}
    sent = {
        "/en/igf/manage/forum/": {
            "names_en": words,
            "descriptions_en": words,
            "languages": ["en"],
            "time_zone": "UTC",
            "title_chair": words[:100],
        },
        "/en/igf/manage/glossary/": {"language": "en", "term": words, "meaning": words},
        f"{CYCLE}cycle/": {"names_en": words, "host": words, "co_chairs": words},
        f"{CYCLE}themes/new/": {"names_en": words, "kind": "theme", "authority": words},
        f"{CYCLE}documents/new/": {
            "titles_en": words,
            "texts_en": words,
            "kind": "note",
            "date": "2026-01-01",
        },
        f"{CYCLE}calls/new/": {
            **opening,
            "slug": "first",
            "titles_en": words,
            "texts_en": words,
            "publish_default": "named",
            "drafts_kept": "30",
            "question0_en": words,
            "publish": "1",
        },
    }
    for address, fields in sent.items():
        assert client.post(address, fields).status_code in {200, 302}, address
    pages = ("/en/igf/manage/", *sent, CYCLE, f"{CYCLE}themes/", f"{CYCLE}calls/first/")
    for address in pages:
        page = client.get(address).content.decode()
        assert "<script>" not in page, address
        assert "<img" not in page, address
        assert str(7 * 6543) not in page, address
    if "\u0000" not in words:
        assert Forum.objects.get().names == {"en": words}
        assert Theme.objects.get().authority == words
        assert GlossaryEntry.objects.get().meaning == words
        assert CycleDocument.objects.get().texts == {"en": words}
        assert Call.objects.get().questions.get().texts == {"en": words}
