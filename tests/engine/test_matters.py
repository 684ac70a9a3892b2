"""Matters of public policy that texts in other languages name."""

from __future__ import annotations

import pytest

from conspectus.engine.lexicon.files import lines
from conspectus.engine.matters import matters_in, themes_of_matters, with_matters
from conspectus.engine.theming import assign
from tests.factories_corpus import THEMES, a_holder, the_claims


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("Les trains et les impôts du port", "fr", ("public transport", "taxation")),
        ("El cifrado protege la privacidad de todos", "es", ("encryption", "privacy")),
        ("A criptografia protege os dados pessoais", "pt", ("encryption", "personal data")),
        ("Шифрование и слежка в порту", "ru", ("encryption", "surveillance")),
        ("والتشفير يحمي الخصوصية", "ar", ("encryption", "privacy")),
        ("加密保護隱私", "zh", ("encryption", "privacy")),
        ("Encryption protects privacy", "en", ()),
        ("Verschlüsselung schützt", "de", ()),
        ("Les pains du port", "fr", ()),
    ],
)
def test_what_a_text_names(text: str, language: str, named: tuple[str, ...]) -> None:
    assert matters_in(text, language) == named


def test_a_text_is_read_with_the_matters_it_names() -> None:
    assert with_matters("加密保護隱私", "zh") == "encryption; privacy. 加密保護隱私"
    assert with_matters("Encryption protects.", "en") == "Encryption protects."


def test_every_matter_has_a_cell_for_each_language() -> None:
    rows = [line.split(" | ") for line in lines("matters.txt")]
    assert {len(row) for row in rows} == {7}
    names = [row[0] for row in rows]
    assert len(names) == len(set(names))


PARTS = {
    "fr": ("Les bus doivent", "Les impôts doivent", "Les déchets doivent"),
    "es": ("Los autobuses deben", "Los impuestos deben", "Los residuos deben"),
}


def test_themes_are_found_where_nothing_is_in_english() -> None:
    texts = [f"{part} {n}" for part in PARTS["fr"] for n in range(4)]
    holders = [f"holder-{n}" for _ in PARTS["fr"] for n in range(4)]
    themes = themes_of_matters(texts, ["fr"] * len(texts), holders)
    assert {theme.name for theme in themes} == {
        "Public transport",
        "Taxation",
        "Waste and packaging",
    }
    backwards = themes_of_matters(texts[::-1], ["fr"] * len(texts), holders[::-1])
    assert backwards == themes


def test_a_matter_of_few_contributors_heads_nothing() -> None:
    texts = [f"Les bus doivent circuler {n}" for n in range(9)]
    assert themes_of_matters(texts, ["fr"] * 9, ["one", "two"] * 4 + ["two"]) == ()


def test_claims_without_english_are_parted_by_what_they_name() -> None:
    claims = [
        claim
        for n in range(4)
        for language, parts in PARTS.items()
        for claim in the_claims(
            a_holder(f"Alder {language} {n}"),
            *(f"{part} servir a los vecinos del puerto {n}." for part in parts),
            language=language,
        )
    ]
    themed = assign(claims, (), {}, None, None, 1)
    by_theme = {
        claim.text.split()[1]: claim.theme for claim in themed.claims if claim.theme != "general"
    }
    assert by_theme["bus"] == by_theme["autobuses"] == "public-transport"
    assert by_theme["impôts"] == by_theme["impuestos"] == "taxation"


def test_a_claim_in_another_language_finds_the_theme_described_in_english() -> None:
    holder = a_holder("Alder Union")
    claims = the_claims(
        holder, "Los gobiernos no deben debilitar el cifrado de los mensajes.", language="es"
    )
    themed = assign(claims, THEMES, {}, None, None, 1)
    assert [claim.theme for claim in themed.claims] == ["rights"]
