"""A paper that people wrote: sent, split, completed, drafted, and public only when it stands."""

from __future__ import annotations

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conspectus.contributions.models import Contribution
from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.synthesis import handwritten_run
from conspectus.synthesis.bundle_check_run import problems_of
from conspectus.synthesis.models import ImportedPaper, ImportedSentence, PaperVersion
from conspectus.synthesis.services import drafting_handwritten
from conspectus.synthesis.services.forgetting_handwritten import forget_imported
from conspectus.synthesis.services.handwritten import TOLD
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.papers import publish_paper
from tests.factories_site import an_account
from tests.synthesis.conftest import SIGNED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

IMPORT = "/en/igf/2026/manage/papers/import/"
LIBRARIES = "public libraries must offer free connections to every citizen"
WRITTEN = f"""Access

1. This part deals with access. The Arda Union stated that {LIBRARIES}. [1]

[1] Contribution of Fennmark.

2. The Corum Institute stated that research should be forbidden by every ministry of the region.

Annex: list of contributions

Arda Union
"""


@pytest.fixture
def writer(signed_in, db):
    return signed_in(an_account("r@example.org", role="rapporteur"))


@pytest.fixture
def imported(call, writer) -> ImportedPaper:
    """The paper above as it was split."""
    file = SimpleUploadedFile("old paper.txt", WRITTEN.encode())
    answer = writer.post(IMPORT, {"title": "The paper of 2007", "file": file})
    assert answer.status_code == 302
    found = ImportedPaper.objects.get()
    assert handwritten_run.main([str(found.pk)]) == 0
    found.refresh_from_db()
    return found


def page(answer) -> str:
    return html.unescape(answer.content.decode())


def at(imported, row=None) -> str:
    base = f"/en/igf/2026/papers/{imported.paper.number}/work/import/"
    return f"{base}{row.order}/" if row is not None else base


def row(imported, words) -> ImportedSentence:
    return imported.sentences.get(text__contains=words)


def decide(writer, imported, words, decision):
    one = row(imported, words)
    data = {"do": decision, "seen": one.revision, "settle-text": one.text, "settle-note": one.note}
    return writer.post(at(imported, one), data)


def drafted(writer, imported) -> PaperVersion:
    assert writer.post(at(imported), {"do": "draft"}).status_code == 302
    version = imported.paper.versions.last()
    assert make_version(version.pk)
    version.refresh_from_db()
    return version


def test_a_paper_is_split_and_nothing_of_it_is_lost(writer, imported):
    rows = list(imported.sentences.all())
    kept = " ".join(f"{one.paragraph} {one.as_written} {' '.join(one.path)}" for one in rows)
    for words in WRITTEN.replace(" [1]", "").split():
        assert words.strip("[].") in kept, words
    libraries = row(imported, LIBRARIES)
    assert "Contribution of Fennmark." in libraries.note
    assert {one["name"] for one in libraries.found} >= {"Arda Union", "Fennmark"}
    assert {one["holder"] for one in libraries.cited} >= {"arda-union"}
    shown = page(writer.get(at(imported)))
    assert libraries.text in shown
    assert "in a footnote" in shown
    assert "No evidence found." in shown
    assert [one.body for one in rows] == [True, True, True, False]


def test_a_completed_paper_is_a_draft_like_any_other_and_public_only_when_it_stands(
    writer, imported
):
    assert decide(writer, imported, "This part deals", "own").status_code == 302
    libraries = row(imported, LIBRARIES)
    writer.post(at(imported), {"do": "right", "right": [libraries.order]})
    wrong = row(imported, "forbidden")
    assert "rests on nobody's words" in page(decide(writer, imported, "forbidden", "view"))
    cited = {
        "do": "cite",
        "seen": wrong.revision,
        "cite-holder": "Corum Institute",
        "cite-number": wrong.imported.known[2]["sources"][0]["number"],
        "cite-words": "Research on traffic measurements should be published",
    }
    assert writer.post(at(imported, wrong), cited).status_code == 302
    assert decide(writer, imported, "forbidden", "view").status_code == 302
    draft = drafted(writer, imported)
    texts = [one.data["text"] for one in draft.sentences.all()]
    assert libraries.text in texts
    assert wrong.text not in texts
    libraries.refresh_from_db()
    said = draft.sentences.get(sentence=libraries.sentence)
    assert {p["holder"] for p in said.data["positions"]} >= {"arda-union"}
    assert "Contribution of Fennmark." in said.data["footnote"]
    assert problems_of(papers_folder() / draft.folder) == []
    with pytest.raises(SiteError, match="1 sentences"):
        publish_paper(draft, status="working draft")
    shown = page(writer.get(f"{at(imported)}?show=refused"))
    assert wrong.text in shown
    assert 'class="tag">V' in shown
    assert decide(writer, imported, "forbidden", "own").status_code == 302
    second = drafted(writer, imported)
    with pytest.raises(SiteError, match="1 sentences"):  # it names a holder and cites nobody
        publish_paper(second, status="working draft")
    assert decide(writer, imported, "forbidden", "out").status_code == 302
    assert publish_paper(second, status="working draft").published is not None


def test_who_was_slower_overwrites_nothing_and_strange_words_are_refused(writer, imported):
    one = row(imported, "forbidden")
    cited = {"do": "cite", "seen": one.revision, "cite-holder": "corum institute"}
    number = Contribution.objects.get(current__signed="Corum Institute").number
    false = {**cited, "cite-number": number, "cite-words": "Research should be forbidden soon"}
    assert "do not stand in" in page(writer.post(at(imported, one), false))
    other = {**cited, "cite-number": 999, "cite-words": "Research on traffic"}
    assert "signed these contributions" in page(writer.post(at(imported, one), other))
    nobody = {**other, "cite-holder": "Corum"}
    assert "Did you mean: Corum Institute" in page(writer.post(at(imported, one), nobody))
    assert decide(writer, imported, "forbidden", "out").status_code == 302
    late = {"do": "own", "seen": one.revision, "settle-text": "x", "settle-note": ""}
    assert "in the meantime" in page(writer.post(at(imported, one), late))
    near = page(writer.get(f"{at(imported, one)}?holder=corum-institute"))
    assert SIGNED["Corum Institute"].split("\n\n")[1] in near


def test_an_erasure_leaves_no_word_of_it(writer, imported):
    contribution = Contribution.objects.get(current__signed="Arda Union")
    forget_imported(f"/igf/2026/contributions/{contribution.number}/")
    for one in imported.sentences.all():
        assert LIBRARIES not in one.text + one.as_written + str(one.cited) + str(one.found)


def test_proposed_words_go_with_their_contribution_also_where_the_holder_signed_another(imported):
    number = str(Contribution.objects.get(current__signed="Arda Union").number)
    known = imported.known
    sources = next(one["sources"] for one in known if one["id"] == "arda-union")
    own = sources[0]["id"]
    sources.append({"id": "99", "number": "99", "title": "Another"})
    imported.known = known
    imported.save()
    proposed = {"name": "Arda Union", "said": "", "how": "proposed", "holder": "arda-union"}
    of_it, of_other, not_told = imported.sentences.all()[:3]
    for one, more in ((of_it, {"source": own}), (of_other, {"source": "99"}), (not_told, {})):
        one.cited, one.found = [], [{**proposed, "grade": "found", "words": LIBRARIES, **more}]
        one.save()
    forget_imported(f"/igf/2026/contributions/{number}/")
    for one in (of_it, not_told):
        one.refresh_from_db()
        assert one.found == []
    of_other.refresh_from_db()
    assert of_other.found[0]["words"] == LIBRARIES
    assert of_other.text != "…"


def test_a_post_goes_by_its_address_and_not_by_a_number_that_is_like_a_contributions(imported):
    post = {"id": "post-7-2", "number": "7-2", "at": "/igf/2026/discussion/7/2/"}
    of_post, of_turn = imported.sentences.all()[:2]
    for one, source in ((of_post, post), (of_turn, {"id": "7-2", "number": "7-2"})):
        cited = {key: value for key, value in source.items() if key != "id"}
        one.cited, one.found = [{"holder": "x", "source": source["id"], **cited}], []
        one.save()
    forget_imported("/igf/2026/discussion/7/2/")
    of_turn.refresh_from_db()
    assert of_turn.cited
    of_turn.cited = []
    of_turn.save()
    of_post.refresh_from_db()
    assert (of_post.cited, of_post.text) == ([], "…")
    of_post.cited = [{"holder": "x", "source": post["id"], **post}]
    of_post.save()
    forget_imported("/igf/2026/contributions/7/")
    of_post.refresh_from_db()
    assert of_post.cited


def test_a_reading_that_an_erasure_overtakes_keeps_nothing(call, writer, monkeypatch):
    del call
    file = SimpleUploadedFile("old paper.txt", WRITTEN.encode())
    writer.post(IMPORT, {"title": "The paper of 2007", "file": file})
    found = ImportedPaper.objects.get()
    read = drafting_handwritten.match_paper

    def meanwhile(*given):
        forget_imported("/igf/2026/contributions/1/")
        return read(*given)

    monkeypatch.setattr(drafting_handwritten, "match_paper", meanwhile)
    assert handwritten_run.main([str(found.pk)]) == TOLD
    found.refresh_from_db()
    assert (found.state, found.known, found.sentences.count()) == ("failed", [], 0)
    assert "erased" in found.error


def test_what_was_left_out_after_the_draft_is_not_made_public_with_it(writer, imported):
    decide(writer, imported, "This part deals", "own")
    writer.post(at(imported), {"do": "right", "right": [row(imported, LIBRARIES).order]})
    decide(writer, imported, "forbidden", "out")
    draft = drafted(writer, imported)
    assert decide(writer, imported, "This part deals", "out").status_code == 302
    with pytest.raises(SiteError, match="left out since"):
        publish_paper(draft, status="working draft")
    assert publish_paper(drafted(writer, imported), status="working draft").published


def test_what_cannot_be_read_is_refused_in_a_sentence(writer, call):
    file = SimpleUploadedFile("paper.exe", b"MZ")
    assert "Send one of these" in page(writer.post(IMPORT, {"title": "t", "file": file}))
    broken = SimpleUploadedFile("paper.docx", b"PK\x03\x04 no archive")
    assert writer.post(IMPORT, {"title": "t", "file": broken}).status_code == 302
    assert (
        handwritten_run.main([str(ImportedPaper.objects.get().pk)]) == TOLD == handwritten_run.TOLD
    )
