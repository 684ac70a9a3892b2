"""The numbers of paragraphs from one public version to the next: they never move."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from pypdf import PdfReader

from conspectus.engine.evidence import Sentence
from conspectus.engine.ids import sentence_id
from conspectus.engine.paper import Paper
from conspectus.engine.paper_parts import Paragraph
from conspectus.engine.revision.numbering import numbered_after
from conspectus.formats.writers.every import WRITERS
from conspectus.formats.writers.readback import problems_of_file
from tests.factories_paper import realistic_paper


@pytest.fixture(scope="module")
def paper() -> Paper:
    return realistic_paper()


def numbers(paper: Paper) -> list[str]:
    return [one.number for section in paper.sections for one in section.paragraphs]


def paragraph(paper: Paper, number: str) -> Paragraph:
    found = [one for section in paper.sections for one in section.paragraphs]
    return next(one for one in found if one.number == number)


def as_the_engine_numbers(paper: Paper, paragraphs: list[list[Paragraph]]) -> Paper:
    """The paper with these paragraphs by section, numbered from 1 as a new run does."""
    sections, last = [], 0
    for section, kept in zip(paper.sections, paragraphs, strict=True):
        fresh = [
            replace(one, number=str(n), id=f"p{n}") for n, one in enumerate(kept, start=last + 1)
        ]
        last += len(fresh)
        sections.append(replace(section, paragraphs=tuple(fresh)))
    return replace(paper, sections=tuple(sections))


def without(paper: Paper, number: str) -> Paper:
    kept = [[p for p in one.paragraphs if p.number != number] for one in paper.sections]
    return as_the_engine_numbers(paper, kept)


def added_behind(paper: Paper, number: str, text: str) -> Paper:
    new = Sentence(
        id=sentence_id((), (), text), kind="frame", text=text, language="en", generator="human:A"
    )
    kept = [
        [
            each
            for one in section.paragraphs
            for each in (
                one,
                *([replace(one, kind="prose", sentences=(new,))] if one.number == number else ()),
            )
        ]
        for section in paper.sections
    ]
    return as_the_engine_numbers(paper, kept)


def published_after(before: Paper, after: Paper, *, retired: frozenset[str] = frozenset()) -> Paper:
    return replace(after, sections=numbered_after(before, after, retired=retired))


def test_a_paragraph_that_is_added_is_bis_and_moves_no_other(paper):
    after = published_after(paper, added_behind(paper, "3", "The third was talked about."))
    assert numbers(after) == [*numbers(paper)[:3], "3 bis", *numbers(paper)[3:]]
    assert paragraph(after, "4").sentences == paragraph(paper, "4").sentences


def test_a_paragraph_that_is_removed_leaves_its_number_free_for_ever(paper):
    second = published_after(paper, without(paper, "5"))
    assert numbers(second) == [one for one in numbers(paper) if one != "5"]
    third = published_after(
        second, added_behind(second, "4", "Words on the fourth."), retired=frozenset(numbers(paper))
    )
    assert "5" not in numbers(third)
    assert "4 bis" in numbers(third)


def test_a_bis_that_is_gone_is_not_given_again(paper):
    second = published_after(paper, added_behind(paper, "3", "The third was talked about."))
    third = published_after(second, without(second, "3 bis"), retired=frozenset(numbers(paper)))
    ever = frozenset({*numbers(paper), *numbers(second)})
    fourth = published_after(third, added_behind(third, "3", "Quite other words."), retired=ever)
    assert "3 bis" not in numbers(fourth)
    assert numbers(fourth)[:4] == ["1", "2", "3", "3 ter"]


def test_the_second_added_behind_the_same_is_ter(paper):
    second = published_after(paper, added_behind(paper, "3", "The third was talked about."))
    third = published_after(second, added_behind(second, "3 bis", "Something else was said."))
    assert numbers(third)[:6] == ["1", "2", "3", "3 bis", "3 ter", "4"]


def printed(name: str, content: bytes) -> str:
    """The text of a file of a paper, roughly."""
    if name == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if name in {"docx", "odt", "epub"}:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return " ".join(
                file.read(one).decode()
                for one in file.namelist()
                if one.endswith((".xml", ".xhtml", ".html"))
            )
    return content.decode()


@pytest.mark.parametrize("name", ["html", "docx", "pdf", "md", "odt", "epub"])
def test_each_format_prints_the_numbers_as_they_are(paper, name):
    shorter = without(paper, "5")
    after = published_after(paper, added_behind(shorter, "3", "It was talked about."))
    assert numbers(after)[:6] == ["1", "2", "3", "3 bis", "4", "6"]
    content = WRITERS[name](after)
    assert "3 bis" in " ".join(printed(name, content).replace("\xa0", " ").split())
    assert list(problems_of_file(after, name, content)) == []
