from __future__ import annotations

import hashlib
import zipfile

import pytest

from conspectus.contributions.models import Contribution, DeskItem, Party, RegisterEntry, Version
from conspectus.contributions.models.contributions import State
from conspectus.contributions.queries.redactions import words_to_redact
from conspectus.contributions.services.answering import answer_item
from conspectus.contributions.services.importing import import_folder
from conspectus.contributions.services.unpacking import folder_of
from conspectus.core.errors import SiteError
from conspectus.core.models import RecordedLeaf
from conspectus.core.search import search
from conspectus.people.models import Organisation
from tests.factories_site import an_account

pytestmark = pytest.mark.django_db

TOML = """
title = "Synthesis"
forum = "Meridian Forum"
cycle = "2026"
cut_off = "2026-02-01"
[stakeholder_groups]
"CS" = "civil society"
"Gov" = "governments"
[[theme]]
name = "Access"
"""
HEADER = (
    "ref,title,theme,submitted_by,on_behalf_of,organisation,country,stakeholder_group,"
    "publish,received,file\n"
)
ROWS = """\
7,Connect libraries,Access,Ana Sousa,,Library Circle,Kenya,CS,named,2026-01-10,a.txt
B-2,Joint words,,,,"Library Circle; Harbour Light",Kenya,CS,,2026-01-11,b.txt = Main|c.txt = Annex
B-1,Late words,,Bo Lind,,,Frence,CS,without name,2026-02-10,d.txt
9,Secret words,,Cy Dale,,Quiet House,Kenya,CS,not published,2026-01-12,e.txt
10,For the union,,,Amber Union,Ministry of Posts of Norland,Global,Gov,named,2026-01-13,f.txt
11,Gone,,Di Ek,,Some Body,Kenya,CS,withdrawn,2026-01-13,missing.txt
"""
WORDS = "Every library in the district should be connected before the next school year begins."


@pytest.fixture
def folder(tmp_path, home):
    made = tmp_path / "in"
    made.mkdir()
    (made / "forum.toml").write_text(TOML, encoding="utf-8")
    (made / "submissions.csv").write_text(HEADER + ROWS, encoding="utf-8")
    for name in "abcdef":
        (made / f"{name}.txt").write_text(
            f"Heading {name}\n\n{WORDS} Words of folder{name}.\n\nMore of {name} by Bo Lind.",
            encoding="utf-8",
        )
    return made


def _import(path, **more):
    return import_folder(path, forum="mif", cycle="2026", **more)


def test_rows_become_published_contributions_of_a_forum_made_from_its_file(folder, home):
    result = _import(folder, publish=True)
    assert (result.contributions, result.published) == (6, 5)
    numbers = dict(Contribution.objects.values_list("source_ref", "number"))
    assert (numbers["7"], numbers["9"], numbers["10"], numbers["11"]) == (7, 9, 10, 11)
    assert (numbers["B-1"], numbers["B-2"]) == (13, 12)
    entry = RegisterEntry.objects.get(number=7)
    assert (entry.title, entry.holder) == ("Connect libraries", "Library Circle")
    assert (str(entry.country), str(entry.group)) == ("Kenya", "Civil society")
    assert [str(theme) for theme in entry.themes.all()] == ["Access"]
    assert entry.imported
    assert str(entry.cycle.forum) == "Meridian Forum"
    document = entry.contribution.current.documents.get()
    assert (home / "files" / document.file).read_bytes() == (folder / "a.txt").read_bytes()


def test_a_joint_row_is_one_holder_with_its_files_and_their_titles(folder):
    _import(folder, publish=True)
    entry = RegisterEntry.objects.get(contribution__source_ref="B-2")
    assert entry.holder == "Library Circle and Harbour Light"
    assert entry.documents == 2
    version = entry.contribution.current
    assert [one.title for one in version.documents.all()] == ["Main", "Annex"]
    assert [str(one) for one in version.parties.all()] == ["Library Circle", "Harbour Light"]
    assert Organisation.objects.filter(name="Library Circle").count() == 1


def test_on_behalf_binds_the_other(folder):
    _import(folder, publish=True)
    version = Version.objects.get(contribution__number=10)
    parts = {str(one): one.part for one in version.parties.all()}
    assert parts["Amber Union"] == Party.Part.ON_BEHALF
    assert parts["Ministry of Posts of Norland"] == Party.Part.SIGNS
    assert RegisterEntry.objects.get(number=10).holder_path == "organisations/amber-union"


def test_publication_is_as_each_row_allows(folder):
    _import(folder, publish=True)
    states = dict(Contribution.objects.values_list("source_ref", "state"))
    assert states["9"] == State.NOT_PUBLISHED
    assert states["11"] == State.WITHDRAWN
    unnamed = RegisterEntry.objects.get(contribution__source_ref="B-1")
    assert (unnamed.holder, unnamed.unnamed) == ("", "individual")
    assert search(None, "Lind").hits == 3  # a, b with c, and f speak of him; d is his own
    assert search(None, "folderd").hits == 1
    assert search(None, "foldere").hits == 0


def test_again_makes_no_duplicate_and_a_changed_row_a_new_version(folder):
    _import(folder, publish=True)
    again = _import(folder, publish=True)
    assert (again.contributions, again.versions, again.unchanged) == (0, 0, 6)
    (folder / "a.txt").write_text("Changed words about kelp forests.", encoding="utf-8")
    changed = _import(folder, publish=True)
    assert (changed.contributions, changed.versions, changed.unchanged) == (0, 1, 5)
    entry = RegisterEntry.objects.get(number=7)
    assert entry.k == 2
    assert search(None, "kelp").hits == 1
    assert Contribution.objects.count() == 6


def test_what_is_open_waits_with_a_proposal(folder):
    _import(folder)
    kinds = set(DeskItem.objects.values_list("contribution__source_ref", "kind"))
    assert ("B-1", DeskItem.Kind.COUNTRY) in kinds
    assert ("B-1", DeskItem.Kind.LATE) in kinds
    assert ("11", DeskItem.Kind.FILE_MISSING) in kinds
    assert ("7", DeskItem.Kind.TO_PUBLISH) in kinds
    country = DeskItem.objects.get(kind=DeskItem.Kind.COUNTRY)
    assert country.question == "Frence"
    assert country.proposal["options"][0] == {"do": "country", "area": "FR"}
    assert not RegisterEntry.objects.exists()


def test_the_same_letter_of_several_is_a_possible_campaign(folder):
    letter = f"{WORDS} We ask the forum to say so in its report and to ask every State for dates."
    for name in "abf":
        (folder / f"{name}.txt").write_text(f"{letter} {name}", encoding="utf-8")
    (folder / "c.txt").write_text(letter, encoding="utf-8")
    _import(folder)
    item = DeskItem.objects.get(kind=DeskItem.Kind.CAMPAIGN)
    assert item.question == "7, 10, 12"
    _import(folder)
    assert DeskItem.objects.filter(kind=DeskItem.Kind.CAMPAIGN).count() == 1


@pytest.mark.usefixtures("home")
def test_a_spreadsheet_alone_gives_texts_from_its_cells(tmp_path):
    table = tmp_path / "answers.csv"
    table.write_text(
        "ref,organisation,What worked well?,What should change?,Office use\n"
        f'1,Library Circle,"{WORDS}","More time for remote participants in every session.",ok\n',
        encoding="utf-8",
    )
    _import(table, publish=True)
    version = Version.objects.get()
    kinds = [one.kind for one in version.paragraphs.all()]
    assert kinds == ["heading", "paragraph", "heading", "paragraph"]
    assert "What worked well?" in version.documents.get().text
    assert "ok" not in version.documents.get().text


def test_a_zip_file_is_read_like_its_folder(folder, tmp_path):
    archive = tmp_path / "in.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for path in folder.iterdir():
            made.write(path, f"top/{path.name}")
        made.writestr("../outside.txt", "no")
        made.writestr("/etc/outside.txt", "no")
    result = _import(archive, publish=True)
    assert (result.contributions, result.published) == (6, 5)
    assert not (tmp_path / "outside.txt").exists()


def test_a_file_of_another_kind_is_refused(tmp_path):
    path = tmp_path / "words.bin"
    path.write_bytes(b"no archive")
    with pytest.raises(SiteError, match="no folder, ZIP file or spreadsheet"), folder_of(path):
        pass


def test_personal_data_waits_at_the_desk_also_where_it_is_published_at_once(folder):
    (folder / "a.txt").write_text(f"{WORDS}\n\nCall +254 20 1234567 any day.", encoding="utf-8")
    _import(folder, publish=True)
    item = DeskItem.objects.get(kind=DeskItem.Kind.REDACTION)
    version = item.contribution.current
    assert "+254 20 1234567" in version.documents.get().text
    assert item.proposal["options"][0] == {"do": "redact", "version": 1}
    assert words_to_redact(item) == ["+254 20 1234567"]
    answer_item(item, option=item.proposal["options"][0], by=an_account("desk@example.org"))
    document = version.documents.get()
    assert "Call ████ ██ ███████ any day." in document.text
    assert document.file_closed
    assert document.text_sha256 == hashlib.sha256(document.text.encode()).hexdigest()
    assert search(None, "1234567").hits == 0
    assert search(None, "library").hits > 0
    assert RecordedLeaf.objects.filter(kind="decision", subject="/mif/2026/contributions/7/v1/")


def test_what_is_to_stay_stays(folder):
    (folder / "a.txt").write_text(f"{WORDS}\n\nCall +254 20 1234567 any day.", encoding="utf-8")
    _import(folder, publish=True)
    item = DeskItem.objects.get(kind=DeskItem.Kind.REDACTION)
    answer_item(item, option=item.proposal["options"][1], by=an_account("desk@example.org"))
    assert "+254 20 1234567" in item.contribution.current.documents.get().text
