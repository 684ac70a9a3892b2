"""forum.toml: every key, and one sentence for each that is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conspectus.engine.corpus import (
    DegreeRule,
    GlossaryEntry,
    IssueSpec,
    LanguageModelSpec,
    PartSpec,
    ThemeSpec,
)
from conspectus.formats.intake import ConfigurationError
from conspectus.formats.intake.settings import load_settings

COMPLETE = """
title = "Synthesis"
forum = "Forum"
cycle = 2026
status = "final"
reference = "F/2026/1"
language = "fr"
languages = ["en", "fr"]
cut_off = 2026-03-06

[stakeholder_groups]
"Gov." = "governments"

[regions]
"Northern America" = "North America"

[[area]]
name = "Ostrevia"
region = "Europe"
in_sentence = "the Republic of Ostrevia"
synonyms = ["Остревия"]

[[part]]
name = "Themes"
themes = ["access", "Openness and trust"]

[[theme]]
id = "access"
name = "Access"
description = "Affordable access"
terms = ["spectrum"]
examples = ["Community networks should be licensed."]
kind = "cross-cutting"

[[theme]]
name = "Openness and trust"

[[question]]
text = "What worked well?"

[[issue]]
name = "New body"
targets = ["a new body"]
for = ["should be created"]
against = ["no new body"]

[[glossary]]
term = "MIF"
meaning = "Meridian Internet Forum"

[degree]
numbers_below = 6
many_share = 0.3

[names]
style = "footnotes"

[model]
path = "models/here"

[llm]
url = "http://localhost:8080/v1#tiny"
seconds = 60

[style]
spelling = "en-GB"
"""


@pytest.fixture
def forum(tmp_path):
    def write(text):
        path = tmp_path / "forum.toml"
        path.write_text(text, encoding="utf-8")
        return load_settings(path)

    return write


def test_every_key_arrives(forum):
    read = forum(COMPLETE)
    settings = read.settings
    assert read.warnings == ()
    assert (settings.title, settings.forum, settings.cycle) == ("Synthesis", "Forum", "2026")
    assert (settings.status, settings.reference, settings.language) == ("final", "F/2026/1", "fr")
    assert (settings.languages, settings.cut_off) == (("en", "fr"), "2026-03-06")
    assert settings.themes == (
        ThemeSpec(
            id="access",
            name="Access",
            description="Affordable access",
            terms=("spectrum",),
            examples=("Community networks should be licensed.",),
            kind="cross-cutting",
        ),
        ThemeSpec(id="openness-and-trust", name="Openness and trust"),
    )
    assert settings.parts == (PartSpec(name="Themes", themes=("access", "openness-and-trust")),)
    assert settings.questions == ("What worked well?",)
    assert settings.issues == (
        IssueSpec(
            name="New body",
            targets=("a new body",),
            cues_for=("should be created",),
            cues_against=("no new body",),
        ),
    )
    assert settings.glossary == (GlossaryEntry(term="MIF", meaning="Meridian Internet Forum"),)
    assert settings.degree == DegreeRule(numbers_below=6, many_share=0.3)
    assert settings.names_style == "footnotes"
    assert settings.stakeholder_groups == {"Gov.": "governments"}
    assert settings.model == {"path": "models/here"}
    assert settings.language_model == LanguageModelSpec(
        url="http://localhost:8080/v1#tiny", seconds=60
    )
    assert settings.style == {"spelling": "en-GB"}
    assert [(area.name, area.in_sentence, area.printed_region) for area in read.areas] == [
        ("Ostrevia", "the Republic of Ostrevia", "Europe")
    ]
    assert read.regions == {"Northern America": "North America"}


def test_unknown_keys_give_one_warning(forum):
    read = forum('titel = "x"\n[[theme]]\nname = "A"\ncolour = "red"\n')
    assert read.warnings == ("forum.toml: unknown keys are ignored: theme 1.colour, titel.",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("title = ['a']", "forum.toml: title must be a text in quotation marks."),
        ("language = 'English'", "forum.toml: language must be a language code such as en."),
        ("cut_off = 'soon'", "forum.toml: cut_off must be a date such as 2014-03-08."),
        ("theme = 'Access'", "forum.toml: theme must be a list, written as [[theme]]."),
        (
            "[[theme]]\nid = 'a'",
            "forum.toml: theme 1.name must be given (a text in quotation marks).",
        ),
        (
            "[[theme]]\nname = 'A'\nkind = 'odd'",
            "forum.toml: theme 1.kind must be one of theme, cross-cutting, emerging.",
        ),
        (
            "[[theme]]\nname = 'A'\n[[theme]]\nname = 'a'",
            "forum.toml: two themes have the id a; give each its own name or id.",
        ),
        (
            "[[part]]\nname = 'P'\nthemes = ['X']",
            "forum.toml: part 1.themes must be names or ids of [[theme]]s, and 'X' is none.",
        ),
        ("[degree]\nmost_share = 2", "forum.toml: degree.most_share must be between 0 and 1."),
        ("[degree]\nmany_holders = 2.5", "forum.toml: degree.many_holders must be a whole number."),
        ("[names]\nstyle = 'x'", "forum.toml: names.style must be one of inline, footnotes."),
        (
            "stakeholder_groups = 3",
            "forum.toml: stakeholder_groups must be a table, written as [stakeholder_groups].",
        ),
        (
            "[model]\nsha256 = 'abc'",
            "forum.toml: model.sha256 must be 64 lower-case hexadecimal digits.",
        ),
        ("[llm]", "forum.toml: llm.url must be given (a text in quotation marks)."),
        (
            "[llm]\nurl = 'http://a/v1'\nseconds = 0",
            "forum.toml: llm.seconds must be between 1 and 100000.",
        ),
        ("degree = true", "forum.toml: degree must be a table, written as [degree]."),
    ],
)
def test_a_wrong_value_is_refused_with_its_key(forum, text, sentence):
    with pytest.raises(ConfigurationError) as refusal:
        forum(text)
    assert str(refusal.value) == sentence


def test_what_is_no_toml_is_refused(forum):
    with pytest.raises(ConfigurationError, match=r"^forum\.toml is not valid TOML"):
        forum("title = ")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match=r"^other\.toml cannot be opened"):
        load_settings(tmp_path / "other.toml")


def test_the_example_of_the_documentation_is_read(forum):
    page = (Path(__file__).parents[3] / "docs" / "manifest.md").read_text(encoding="utf-8")
    example = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[0]
    read = forum(example.replace('sha256 = "…"', f'sha256 = "{"0" * 64}"'))
    assert read.warnings == ()
    assert read.settings.degree == DegreeRule()


def test_the_real_forum_file_is_read(data):
    read = load_settings(data / "netmundial2014" / "forum.toml")
    assert (len(read.settings.themes), read.settings.languages, read.warnings) == (9, ("en",), ())
