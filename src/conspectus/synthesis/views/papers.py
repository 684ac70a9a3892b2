"""The public pages of a paper (DESIGN §8): contents, sections, who says so, files."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from conspectus.core.clock import request_stamp
from conspectus.core.home import papers_folder
from conspectus.core.published import holds_until, published, scope_of
from conspectus.engine.ids import SENTENCE_ID
from conspectus.people.gates import public
from conspectus.synthesis.annexes import ANNEXES, REASONS
from conspectus.synthesis.contents import page_with, pages_of, themes_of
from conspectus.synthesis.models import PaperVersion, Sentence
from conspectus.synthesis.queries.corrigenda import corrected_addresses, corrigenda_of
from conspectus.synthesis.queries.life import with_comment_counts
from conspectus.synthesis.queries.papers import (
    FORMATS,
    TABLES,
    paragraphs_of,
    versions_in,
    who_says_so,
)
from conspectus.synthesis.queries.reply import statistics_of
from conspectus.synthesis.services.commenting import is_open
from conspectus.synthesis.views.citing import cited

SOURCES = "sources/"
ROWS = 50


@public
@published
def papers(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:  # noqa: ARG001 - of the address
    """The public papers of a cycle with their versions."""
    versions = with_comment_counts(versions_in(scope_of(request)).filter(published__isnull=False))
    return render(request, "synthesis/papers.html", {"versions": list(versions)})


@public
@published
def newest(request: HttpRequest, forum: str, cycle: str, number: int) -> HttpResponseBase:
    """Leads to the newest public version."""
    versions = versions_in(scope_of(request)).filter(paper__number=number, published__isnull=False)
    found = versions.last()
    if found is None:
        raise Http404
    return redirect("paper", forum=forum, cycle=cycle, number=number, version=found.k)


@public
@published
def paper(request: HttpRequest, forum: str, cycle: str, number: int, version: int) -> HttpResponse:  # noqa: ARG001 - of the address
    """The title block, the contents, the files."""
    found, others = public_version(request, number, version)
    return shown_contents(request, found, others=others)


@public
@published
def section(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int, page: int
) -> HttpResponse:
    """One page of the text."""
    del forum, cycle
    return shown_section(request, public_version(request, number, version)[0], page)


@public
@published
def annex(
    request: HttpRequest,
    *,
    forum: str,
    cycle: str,
    number: int,
    version: int,
    annex: str,
    page: int,
) -> HttpResponse:
    """One page of an annex."""
    del forum, cycle
    return shown_annex(request, public_version(request, number, version)[0], annex, page)


@public
@published
def who(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int, sentence: str
) -> HttpResponse:
    """Who says so: the holders of a sentence and their words."""
    del forum, cycle
    row = (
        Sentence.objects.filter(
            version__in=versions_in(scope_of(request)),
            version__published__isnull=False,
            version__paper__number=number,
            version__k=version,
            sentence=sentence,
        )
        .select_related("version__paper", "version__leaf")
        .first()
    )
    if row is None:
        return _no_sentence(request, public_version(request, number, version)[0], sentence)
    return shown_evidence(request, row)


@public
def paper_file(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int, name: str
) -> HttpResponseBase:
    """A file of the paper or of its evidence."""
    del request
    found = PaperVersion.objects.filter(
        paper__cycle__scope__path=f"{forum}/{cycle}",
        paper__number=number,
        k=version,
        published__isnull=False,
    ).first()
    return sent_file(found, name)


def public_version(
    request: HttpRequest, number: int, version: int
) -> tuple[PaperVersion, list[PaperVersion]]:
    """A public version, and all public versions of its paper; one query."""
    found = versions_in(scope_of(request)).filter(paper__number=number, published__isnull=False)
    versions = list(with_comment_counts(found))
    for one in versions:
        if one.k == version:
            return one, versions
    raise Http404


def open_now(request: HttpRequest, version: PaperVersion) -> bool:
    """Whether comments are taken at this moment; a stored page says so until then only."""
    is_so = is_open(version, at=request_stamp(request))
    if is_so:
        holds_until(request, version.comments_until)
    return is_so


def shown_contents(
    request: HttpRequest, version: PaperVersion, *, others: list[PaperVersion]
) -> HttpResponse:
    """The page of a version, public or not."""
    context = {
        "version": version,
        "versions": others,
        "is_open": open_now(request, version),
        "replies": statistics_of(version) if version.published else None,
        "pages": list(enumerate(pages_of(version.contents), start=1)),
        "formats": FORMATS,
        "tables": TABLES,
        "annexes": [(name, ANNEXES[name]) for name in ANNEXES if version.front["annexes"][name]],
        "cite": cited(request, version),
        "corrigenda": corrigenda_of(version),
    }
    return render(request, "synthesis/paper.html", context)


def shown_section(request: HttpRequest, version: PaperVersion, page: int) -> HttpResponse:
    """One page of a version's text, public or not."""
    pages = pages_of(version.contents)
    if not 1 <= page <= len(pages):
        raise Http404
    context = {
        "version": version,
        "page": pages[page - 1],
        "place": page,
        "count": len(pages),
        "paragraphs": paragraphs_of(version, pages[page - 1]),
        "is_open": open_now(request, version),
        "contents": themes_of(pages),
        "cite": cited(request, version),
    }
    return render(request, "synthesis/section.html", context)


def shown_annex(request: HttpRequest, version: PaperVersion, annex: str, page: int) -> HttpResponse:
    """One page of an annex of a version, public or not."""
    total = version.front.get("annexes", {}).get(annex, 0)
    if annex not in ANNEXES or not 1 <= page <= -(-total // ROWS):
        raise Http404
    entries = version.annex_entries.filter(annex=annex, order__gte=(page - 1) * ROWS)
    context = {
        "version": version,
        "annex": annex,
        "title": ANNEXES[annex],
        "place": page,
        "count": -(-total // ROWS),
        "entries": [one.data for one in entries[:ROWS]],
        "reasons": REASONS,
    }
    return render(request, "synthesis/annex.html", context)


def _no_sentence(request: HttpRequest, version: PaperVersion, sentence: str) -> HttpResponse:
    """Of a redacted version nobody can tell any more which sentences it had."""
    if version.redacted is None or not SENTENCE_ID.fullmatch(sentence):
        raise Http404
    return render(request, "synthesis/erased.html", {"version": version}, status=410)


def shown_sentence(request: HttpRequest, version: PaperVersion, sentence: str) -> HttpResponse:
    """Who holds a sentence of a version that is not public."""
    row = version.sentences.filter(sentence=sentence).first()
    if row is None:
        return _no_sentence(request, version, sentence)
    row.version = version
    return shown_evidence(request, row)


def shown_evidence(request: HttpRequest, row: Sentence) -> HttpResponse:
    """Who holds a sentence, public or not; its version and paper are read with it."""
    version = row.version
    context = {
        "version": version,
        "sentence": row,
        "said": who_says_so(row, scope_of(request).path),
        "corrected": corrected_addresses(version),
        "is_open": open_now(request, version),
        "place": page_with(pages_of(version.contents), row.section, row.paragraph),
        "cite": cited(request, version, sentence=row.sentence, paragraph=row.paragraph),
    }
    return render(request, "synthesis/who.html", context)


def sent_file(version: PaperVersion | None, name: str) -> HttpResponseBase:
    """A file of a version's bundle as a download."""
    if version is None or not version.folder:
        raise Http404
    source = name.removeprefix(SOURCES)
    known = name in TABLES or name in {f"paper.{kind}" for kind in FORMATS}
    plain = "/" not in source and not source.startswith(".")
    if not (known or (name.startswith(SOURCES) and plain)):
        raise Http404
    path = papers_folder() / version.folder / name
    if not path.is_file():
        raise Http404
    filename = f"{version.paper.number}-v{version.k}-{source}"
    return FileResponse(path.open("rb"), as_attachment=True, filename=filename)
