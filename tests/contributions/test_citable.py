"""What the engine is given on the site is what it is given on the command line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conspectus.contributions.citable import published_texts
from conspectus.contributions.models import Contribution, Paragraph, RegisterEntry, Version
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services.importing import import_folder
from conspectus.engine.corpus import SourceKind
from conspectus.formats.intake import load_folder
from conspectus.forums.models import Cycle
from conspectus.forums.queries.settings import settings_of

pytestmark = pytest.mark.django_db

TOML = """
title = "Synthesis"
forum = "Meridian Forum"
cycle = "2026"
languages = ["en", "fr"]
[stakeholder_groups]
"CS" = "civil society"
[[theme]]
name = "Access"
"""
CORRECTIONS = """
[[alias]]
holder = "Library Circle"
names = ["Ana Sousa (Library Circle)"]
by = "the secretariat"
at = "2026-02-09"
why = "She spoke for it."
"""
MANIFEST = """\
ref,language,title,theme,submitted_by,organisation,country,stakeholder_group,translation_of,translated_by,publish,received,file,chairs
007,en,Connect libraries,Access,,Library Circle,Kenya,CS,,,named,2026-01-10,a.txt,
8,fr,Relier les bibliothèques,,,Cercle du Fleuve,Mali,CS,,,named,2026-01-11,b.txt,
8-EN,en,Connecting libraries,,,Cercle du Fleuve,Mali,CS,8,the contributor,named,2026-01-11,c.txt,
letter,en,A letter,,Bo Lind,,Kenya,CS,,,without name,2026-01-11,d.txt,
9,en,Remote hub session of 3 March,,,,,,,,named,2026-03-03,hub.vtt,Emeka Strand (moderator)
10,en,"Mailing list, March",,,,,,,,named,2026-03-04,list.mbox,
"""
LIST = """Governments should:

1. connect every library in the district;

2. lower the price of a line.

Among the first steps are

- spectrum for community networks

- exchange points in every region

(a) The forum should say so in its report.

(b) It should ask every State for dates.
"""
FRENCH = "Chaque bibliothèque du district doit être reliée avant la prochaine rentrée scolaire."
ENGLISH = "Every library in the district should be connected before the next school year begins."
VTT = """WEBVTT

00:00:01.000 --> 00:00:06.000
<v Emeka Strand>Welcome to the session of the remote hub.

00:00:07.000 --> 00:00:15.000
<v Ana Sousa (Library Circle)>Libraries should be open late. Every village should have one.

00:00:16.000 --> 00:00:25.000
<v Cy Dale>Exchange points should be run by those who connect to them.
"""
MBOX = """\
From ana@example.org Tue Mar  3 10:00:00 2026
From: Ana Sousa <ana@example.org>
Subject: Libraries
Date: Tue, 3 Mar 2026 10:00:00 +0000
Content-Type: text/plain; charset=utf-8

Libraries should lend devices to everybody who asks for one.

Nobody should pay a deposit for that.

From cy@example.org Tue Mar  3 11:00:00 2026
From: Cy Dale <cy@example.org>
Subject: Re: Libraries
Date: Tue, 3 Mar 2026 11:00:00 +0000
Content-Type: text/plain; charset=utf-8

Schools should lend devices as well.

"""
FILES = {
    "forum.toml": TOML,
    "corrections.toml": CORRECTIONS,
    "submissions.csv": MANIFEST,
    "a.txt": LIST,
    "b.txt": FRENCH,
    "c.txt": ENGLISH,
    "d.txt": f"{ENGLISH}\n\nWritten by Bo Lind.",
    "hub.vtt": VTT,
    "list.mbox": MBOX,
}


@pytest.fixture
def folder(tmp_path, home):
    made = tmp_path / "in"
    made.mkdir()
    for name, text in FILES.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def texts(folder):
    result = import_folder(folder, forum="mif", cycle="2026", publish=True)
    assert result.skipped == []
    return published_texts("mif/2026", "", settings_of(Cycle.objects.get()))


def as_the_engine_sees(source):
    said = {
        name: getattr(source, name)
        for name in (
            "id kind title text holders language channel date received publication theme late "
            "translation_of translated_by capacity"
        ).split()
    }
    blocks = [replace(block, page=None) for block in source.blocks]
    return said | {"blocks": blocks, "files": [one.sha256 for one in source.files]}


def test_sources_and_holders_are_those_of_the_folder(folder, texts):
    corpus = load_folder(folder).corpus
    named = [one for one in corpus.sources if one.id != "letter"]
    here = {one.id: one for one in texts.sources}
    for source in named:
        assert as_the_engine_sees(here[source.id]) == as_the_engine_sees(source)
    assert {one.name for one in texts.holders} == {one.name for one in corpus.holders}
    assert texts.corrections == corpus.corrections
    assert len(texts.sources) == len(corpus.sources)


def test_marks_of_lists_reach_the_engine_and_not_the_published_text(texts):
    source = next(one for one in texts.sources if one.id == "007")
    assert "\n2. lower the price of a line." in source.text
    document = Version.objects.get(contribution__number=7).documents.get()
    assert "\n\nlower the price of a line." in document.text
    marks = list(Paragraph.objects.filter(document=document).values_list("mark", flat=True))
    assert [mark for mark in marks if mark] == ["1.", "2.", "(a)", "(b)"]


def test_the_name_of_one_who_is_not_named_is_in_no_id(texts):
    number = Contribution.objects.get(source_ref="letter").number
    assert str(number) in {one.id for one in texts.sources}
    assert "letter" not in {one.id for one in texts.sources}


def test_a_meeting_and_a_mailing_list_are_published_with_their_speakers(texts):
    spoken = [one for one in texts.sources if one.kind is SourceKind.INTERVENTION]
    posted = [one for one in texts.sources if one.kind is SourceKind.POST]
    assert len(spoken) == 3
    assert len(posted) == 2
    names = {holder.id: holder.name for holder in texts.holders}
    assert names[spoken[1].holders[0]] == "Library Circle"
    entry = RegisterEntry.objects.get(number=9)
    assert (entry.holder, entry.unnamed) == ("", "meeting")
    assert RegisterEntry.objects.get(number=10).unnamed == "list"


def test_what_a_speaker_says_leads_to_its_paragraph(texts):
    spoken = next(one for one in texts.sources if one.text.startswith("Exchange points"))
    (target,) = texts.targets[spoken.id]
    paragraph = Paragraph.objects.get(version=target.version, number=target.paragraph)
    said = paragraph.document.text[paragraph.start : paragraph.end]
    assert said == f"Cy Dale: {spoken.text}"
    assert spoken.text[target.start : target.end] == spoken.text
    assert texts.addresses[spoken.id] == "/mif/2026/contributions/9/v1/"


def test_every_target_is_where_its_words_are(texts):
    by_id = {one.id: one for one in texts.sources}
    for source, targets in texts.targets.items():
        for target in targets:
            paragraph = Paragraph.objects.get(version=target.version, number=target.paragraph)
            words = paragraph.document.text[paragraph.start : paragraph.end]
            found = by_id[source].text[target.start : target.end]
            assert found
            assert " ".join(words.split()).endswith(" ".join(found.split()))


def test_a_translation_has_a_page_and_is_counted_with_its_original(texts):
    translation = Contribution.objects.get(source_ref="8-EN")
    assert translation.state == State.MERGED
    assert translation.same_as.source_ref == "8"
    assert translation.current.published is not None
    assert not RegisterEntry.objects.filter(contribution=translation).exists()
    assert "8-EN" in texts.targets


def test_what_came_by_the_form_is_nobodys_record_of_a_meeting(texts):
    Contribution.objects.filter(number=9).update(via=Contribution.Via.FORM)
    again = published_texts("mif/2026", "", settings_of(Cycle.objects.get()))
    source = next(one for one in again.sources if one.ref == "9")
    assert source.kind is SourceKind.CONTRIBUTION


def test_a_number_is_that_of_the_register(texts):
    Contribution.objects.filter(number=8).update(number=88)
    again = published_texts("mif/2026", "", settings_of(Cycle.objects.get()))
    numbers = {one.ref: one.number for one in again.sources}
    assert (numbers["007"], numbers["8"]) == ("007", "88")
