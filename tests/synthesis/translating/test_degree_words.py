"""Degree word, count and names of a translated sentence follow the counts of its version."""

from __future__ import annotations

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from django.utils.translation import trans_real

from conspectus.engine.degree import DegreeNoun
from conspectus.synthesis.degree_words import WORDS, has_words, with_who
from conspectus.synthesis.places import pieces
from conspectus.synthesis.services.translating import Written, publish_translation, write_texts
from tests.factories_paper_rows import SENTENCE, a_paper_version
from tests.factories_site import a_call, a_contribution, a_cycle
from tests.factories_translating import a_translation

NAMES = {"names": ["Arda", "Brel", "Corum"]}
SPANISH = {
    "one contribution": "una contribución",
    "%(n)s of the %(of)s contributors that addressed this theme": "%(n)s de los %(of)s",
    "all %(n)s contributors that addressed this theme": "los %(n)s que trataron el tema",
    "several contributors": "varios contribuyentes",
    "%(who)s (for example %(names)s)": "%(who)s (por ejemplo, %(names)s)",
}


@pytest.fixture
def spanish(tmp_path, settings):
    """A catalogue in which every one of the words is translated."""
    catalog = Catalog(locale="es")
    for words in {*map(str, WORDS.values()), *SPANISH}:
        catalog.add(words, SPANISH.get(words, f"es: {words}"))
    folder = tmp_path / "locale" / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalog)
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    kept = dict(trans_real._translations)  # noqa: SLF001 - what a process has read already
    trans_real._translations.clear()  # noqa: SLF001
    yield
    trans_real._translations.clear()  # noqa: SLF001
    trans_real._translations.update(kept)  # noqa: SLF001


def printed(text, filling):
    return "".join(one.text for one in pieces(text, filling, language="es", original="en"))


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    ("degree", "opening", "said"),
    [
        (
            {"word": "number", "n": 3, "of": 4},
            "Three of the four contributors that addressed this theme ({names})",
            "3 de los 4 (Arda, Brel y Corum)",
        ),
        (
            {"word": "number", "n": 3, "of": 3},
            "All three contributors that addressed this theme ({names})",
            "Los 3 que trataron el tema (Arda, Brel y Corum)",
        ),
        (
            {"word": "several", "n": 8, "of": 90},
            "Several contributors (e.g. {names})",
            "Varios contribuyentes (por ejemplo, Arda, Brel y Corum)",
        ),
    ],
)
def test_an_opening_becomes_one_place_that_the_catalogue_fills(degree, opening, said):
    text, filling = with_who(f"{opening} hold a view.", NAMES, degree, "es")
    assert text == "{who} hold a view."
    assert printed("{who} opinan así.", filling) == f"{said} opinan así."


@pytest.mark.usefixtures("spanish")
def test_another_opening_stays_as_it_is():
    text = "A government contribution ({names}) holds a view."
    degree = {"word": "one", "n": 1, "of": 4}
    assert with_who(text, NAMES, degree, "es") == (text, NAMES)
    assert with_who("{names} holds it.", NAMES, None, "es") == ("{names} holds it.", NAMES)


@pytest.mark.usefixtures("spanish")
def test_only_a_language_that_has_all_the_words_has_the_place():
    assert has_words("es")
    assert not has_words("en")
    assert not has_words("pt")
    assert {noun for noun, _word in WORDS} == {DegreeNoun.CONTRIBUTORS, DegreeNoun.SPEAKERS}


@pytest.mark.django_db
@pytest.mark.usefixtures("home", "spanish")
def test_when_more_hold_it_the_translation_says_so_without_anybody_writing(client):
    contribution = a_contribution(a_call(a_cycle(slug="2026"), "first"))
    counted = {1: (3, "Three of the four"), 2: (5, "Five of the six")}
    for k, (n, opening) in counted.items():
        version = a_paper_version(contribution, k=k)
        row = version.sentences.get(sentence=SENTENCE)
        said = f"{opening} contributors that addressed this theme (Arda Union) hold a view."
        row.data |= {"text": said, "degree": {"word": "number", "n": n, "of": n + 1}}
        row.save()
        made = a_translation(version, language="es")
        text = made.texts.get(sentence__sentence=SENTENCE)
        if k == 1:
            write_texts(made, written={text.pk: Written("{who} opinan así.", 0)})
        else:
            assert not text.stale
        publish_translation(made)
    pages = [
        client.get(f"/en/igf/2026/papers/1/v{k}/translations/es/1/part/1/").content.decode()
        for k in counted
    ]
    assert '3 de los 4 (<bdi lang="en">Arda Union</bdi>) opinan así.' in pages[0]
    assert '5 de los 6 (<bdi lang="en">Arda Union</bdi>) opinan así.' in pages[1]
