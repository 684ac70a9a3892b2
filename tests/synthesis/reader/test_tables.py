"""What readers look up agrees with the bundle, and forgets with it what is erased."""

from __future__ import annotations

import json

import pytest
from django.db import transaction

from conspectus.core.erasure import erase_words
from conspectus.core.home import papers_folder
from conspectus.synthesis.models import PaperHolder, PositionRow, SentenceHolder
from conspectus.synthesis.services.reader_tables import positions_in
from tests.synthesis.reader.conftest import TRAITS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]

AT = "/en/igf/2026/papers/1/v1/"


def bundle(version):
    """(paper.json, the lines of positions.csv) of a version as it stands."""
    folder = papers_folder() / version.folder
    return json.loads((folder / "paper.json").read_bytes()), positions_in(folder)


def check_against_the_bundle(version):
    paper, lines = bundle(version)
    shown = [
        (row.theme, row.view, row.wording, row.holder, row.stance, row.sentence, row.reason)
        for row in version.positions.all()
    ]
    columns = ("theme", "view", "wording", "holder", "stance", "sentence", "reason")
    assert shown == [tuple(line[column] for column in columns) for line in lines]
    standing = {
        (row.sentence.sentence, row.holder.holder)
        for row in SentenceHolder.objects.filter(sentence__version=version)
    }
    assert standing == {
        (sentence["id"], position["holder"])
        for section in paper["sections"]
        for paragraph in section["paragraphs"]
        for sentence in paragraph["sentences"]
        for position in sentence["positions"]
    }
    for holder in version.holders.all():
        assert holder.cited == sum(one == holder.holder for _sentence, one in standing)
        assert holder.unprinted_count == sum(
            line["holder"] == holder.holder and not line["sentence"] for line in lines
        )


def test_the_tables_say_what_the_bundle_says(public):
    check_against_the_bundle(public)
    found = {one.name: (one.group, one.country) for one in public.holders.all()}
    assert found == TRAITS
    assert [one.name for one in public.holders.all()] == sorted(TRAITS)
    arda = public.holders.get(name="Arda Union")
    assert [one.number for one in arda.signed.all()] == [1]
    assert public.front["reader"]["groups"] == sorted({group for group, _ in TRAITS.values()})


def test_the_page_of_a_holder_has_each_sentence_that_cites_it_with_its_words(public, client):
    paper, _lines = bundle(public)
    sentences = [
        sentence
        for section in paper["sections"]
        for paragraph in section["paragraphs"]
        for sentence in paragraph["sentences"]
        if any(one["holder"] == "arda-union" for one in sentence["positions"])
    ]
    assert len(sentences) == 3
    page = client.get(f"{AT}holders/arda-union/").content.decode()
    for sentence in sentences:
        assert f'{AT}s/{sentence["id"]}/"' in page
        for one in sentence["positions"]:
            quotes = [proof["quote"] for proof in one["evidence"]]
            if one["holder"] == "arda-union":
                assert all(f">{quote}</p>" in page for quote in quotes)
    assert page.count("<blockquote>") == 3
    assert page.count("/contributions/1/v1/p") == 3


def test_only_what_one_group_of_one_region_says_is_shown(public, client):
    page = client.get(f"{AT}sentences/?group=civil+society&region=Africa").content.decode()
    told = [
        row.sentence
        for row in public.sentences.all()
        if {one["holder"] for one in row.data["positions"]} & {"arda-union", "lindow-forum"}
    ]
    assert len(told) == 4
    assert [one for one in told if f"/s/{one}/" in page] == told
    assert page.count(f'href="{AT}s/') == 4
    assert "4 of 9 sentences that lead to contributors are shown." in page
    assert "Left out: 5 others." in page


def test_what_is_erased_is_in_none_of_the_tables(public, client):
    with transaction.atomic():
        erase_words("/igf/2026/contributions/6/")
    public.refresh_from_db()
    check_against_the_bundle(public)
    for row in (*PaperHolder.objects.values(), *PositionRow.objects.values()):
        assert "Juniper" not in str(row)
        assert "moonlit" not in str(row)
    assert "moonlit" not in json.dumps(public.front)
    assert client.get(f"{AT}holders/juniper-network/").status_code == 404
    for path in ("positions/", "positions/table.csv", "holders/", "sentences/"):
        assert b"moonlit" not in client.get(f"{AT}{path}").getvalue()
    assert b"8 of 8 sentences" in client.get(f"{AT}sentences/").content


def test_who_shared_a_sentence_with_what_is_erased_is_told_why_it_is_only_in_the_table(public):
    with transaction.atomic():
        erase_words("/igf/2026/contributions/1/")
    public.refresh_from_db()
    check_against_the_bundle(public)
    dune = public.holders.get(holder="dune-cities")
    assert dune.cited == 0
    ((wording, _language, _theme, reason),) = dune.unprinted
    assert "libraries" in wording
    assert "erased" in reason
