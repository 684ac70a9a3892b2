"""From the published contributions of a call to a paper whose evidence holds."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from django.db.models.signals import post_save

from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.core.models import RecordedLeaf
from conspectus.formats.bundle import check_bundle
from conspectus.synthesis.models import Citation, PaperVersion
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.papers import ask_for_paper, publish_paper
from tests.factories_site import a_call, a_contribution

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def test_the_bundle_of_a_version_holds(version):
    folder = papers_folder() / version.folder
    assert check_bundle(folder) == []
    done = subprocess.run(
        [sys.executable, "-I", str(folder / "verify.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "Every invariant holds.\n")


def test_a_version_knows_its_sentences_and_where_each_leads(version):
    paper = json.loads((papers_folder() / version.folder / "paper.json").read_bytes())
    printed = [
        sentence
        for section in paper["sections"]
        for paragraph in section["paragraphs"]
        for sentence in paragraph["sentences"]
    ]
    rows = list(version.sentences.all())
    assert [row.sentence for row in rows] == [one["id"] for one in printed]
    spans = [item for one in printed for p in one["positions"] for item in p["evidence"]]
    citations = Citation.objects.filter(sentence__version=version).select_related("version")
    assert len(citations) == len(spans)
    for citation in citations:
        text = papers_folder() / version.folder / "sources" / f"{citation.contribution.number}.txt"
        words = text.read_text()[citation.start : citation.end]
        paragraph = citation.version.paragraphs.get(number=citation.paragraph)
        assert words in paragraph.document.text[paragraph.start : paragraph.end]
    assert version.drawn_on["6"] == "/igf/2026/contributions/6/v1/"


@pytest.mark.usefixtures("home")
def test_a_call_without_a_published_contribution_has_no_paper():
    call = a_call()
    a_contribution(call, published=False)
    with pytest.raises(SiteError, match="publish one first"):
        ask_for_paper(call, by=None)


def test_one_version_is_made_at_a_time(call):
    ask_for_paper(call, by=None)
    with pytest.raises(SiteError, match="is being made"):
        ask_for_paper(call, by=None)


def test_what_is_not_ready_cannot_be_made_public(call):
    version = ask_for_paper(call, by=None)
    with pytest.raises(SiteError, match="not ready"):
        publish_paper(version, status="final")


def test_a_public_version_is_recorded_and_frozen(public):
    assert RecordedLeaf.objects.get(pk=public.leaf_id).subject == "/igf/2026/papers/1/v1/"
    with pytest.raises(SiteError, match="public already"):
        publish_paper(public, status="final")


def test_a_run_that_was_ended_by_an_erasure_does_not_become_ready(call):
    version = ask_for_paper(call, by=None)

    def erase(instance, **_):
        PaperVersion.objects.filter(pk=instance.pk).update(state=PaperVersion.State.FAILED)

    post_save.connect(erase, sender=PaperVersion)
    try:
        assert not make_version(version.pk)
    finally:
        post_save.disconnect(erase, sender=PaperVersion)
    version.refresh_from_db()
    assert "erased" in version.error
    assert not (papers_folder() / str(version.paper_id) / "1").exists()
