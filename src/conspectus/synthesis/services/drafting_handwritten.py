"""What only a job does with a paper that people wrote: read its file, and draft it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction

from conspectus.core.citable import CitableTexts, citable_texts, is_told
from conspectus.core.home import papers_folder
from conspectus.engine.corpus import Source
from conspectus.engine.document import Document
from conspectus.engine.embedding import load_default
from conspectus.engine.errors import ConspectusError
from conspectus.engine.handwritten import (
    Grade,
    HandwrittenPaper,
    HolderMatch,
    KnownName,
    MentionKind,
    PaperSentence,
    SentenceMatch,
    match_paper,
    read_paper,
)
from conspectus.engine.handwritten.drafting import Cited, WrittenSentence, draft_by_hand
from conspectus.engine.handwritten.footnotes import with_footnotes
from conspectus.engine.paper import Paper as MadePaper
from conspectus.formats.intake.places import areas
from conspectus.formats.sandbox import read_path
from conspectus.forums.queries.settings import settings_of
from conspectus.synthesis.models import ImportedPaper, ImportedSentence, Paper
from conspectus.synthesis.services.forgetting_handwritten import ERASED_MEANWHILE

Decision = ImportedSentence.Decision
State = ImportedPaper.State


def read_into_rows(imported_id: int) -> None:
    """Reads an imported file and keeps its sentences with what was found.

    Raises:
        ConspectusError: the file cannot be read.
    """
    imported = ImportedPaper.objects.select_related(
        "paper__cycle__scope", "paper__cycle__forum"
    ).get(pk=imported_id)
    _tell(imported, 10)
    document = read_path(papers_folder() / imported.file)
    _tell(imported, 30)
    cycle = imported.paper.cycle
    texts = citable_texts(cycle.scope.path, "", settings_of(cycle))
    sources = [one for text in texts for one in text.sources]
    holders = list({one.id: one for text in texts for one in text.holders}.values())
    names = [
        *(KnownName(name=a.name, forms=(a.in_sentence, *a.synonyms), place=True) for a in areas()),
        *(
            KnownName(name=one.name, forms=tuple(filter(None, (one.label, *one.aliases))))
            for one in holders
        ),
    ]
    read = with_footnotes(read_paper(document, names), document)
    model = load_default()
    _tell(imported, 50)
    matched = match_paper(read, sources, holders, model.encode if model is not None else None)
    known = _known(texts)
    rows = list(_rows(document, read, matched.sentences, known))
    for order, row in enumerate(rows, start=1):
        row.imported, row.order = imported, order
    with transaction.atomic():
        # An erasure ends readings: what they have read may be gone by now.
        kept = ImportedPaper.objects.filter(pk=imported_id, state=State.READING).update(
            state=State.READY, share=100, known=list(known.values())
        )
        if not kept:
            raise ConspectusError(ERASED_MEANWHILE)
        imported.sentences.all().delete()
        ImportedSentence.objects.bulk_create(rows, batch_size=500)


def _tell(imported: ImportedPaper, share: int) -> None:
    rows = ImportedPaper.objects.filter(pk=imported.pk).exclude(state=State.FAILED)
    rows.update(state=State.READING, share=share)


def _known(texts: Sequence[CitableTexts]) -> dict[str, dict[str, Any]]:
    names = {one.id: one.name for text in texts for one in text.holders}
    addresses = {source: at for text in texts for source, at in text.addresses.items()}
    found: dict[str, dict[str, Any]] = {}
    for source in (one for text in texts for one in text.sources):
        for holder in source.holders:
            entry = found.setdefault(holder, {"id": holder, "name": names[holder], "sources": []})
            given = {"id": source.id, "number": source.number, "title": source.title}
            entry["sources"].append(given | _at(source, addresses))
    return dict(sorted(found.items()))


def _at(source: Source, addresses: Mapping[str, str]) -> dict[str, str]:
    """The permanent address of what is no contribution, whose number does not lead there."""
    return {"at": addresses[source.id]} if is_told(source.kind) else {}


def _rows(
    document: Document,
    read: HandwrittenPaper,
    matches: Sequence[SentenceMatch],
    known: Mapping[str, Mapping[str, Any]],
) -> Iterator[ImportedSentence]:
    """Each sentence of the file with what was found."""
    matched = {one.sentence.start: one for one in matches}
    for section in read.sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                parts = [(sentence.start, sentence.end)]
                parts += [(n.start, n.end) for n in sentence.notes if n.start >= sentence.end]
                row = ImportedSentence(
                    path=list(section.path),
                    paragraph=paragraph.number[:12],
                    body=section.body,
                    reports=sentence.reports,
                    text=" ".join(sentence.text.split()),
                    note="; ".join(" ".join(one.text.split()) for one in sentence.notes),
                    as_written="\n".join(document.text[start:end] for start, end in parts),
                    decision=Decision.OPEN if section.body else Decision.OUT,
                )
                _add_holders(row, sentence, matched.get(sentence.start), known)
                yield row


def _add_holders(
    row: ImportedSentence,
    sentence: PaperSentence,
    match: SentenceMatch | None,
    known: Mapping[str, Mapping[str, Any]],
) -> None:
    said = {one.name: one for one in reversed(sentence.mentions)}
    for one in match.holders if match is not None else ():
        mention = said.get(one.name)
        words = mention.text if mention is not None else ""
        where = "sentence before" if one.carried else "sentence"
        where = "footnote" if mention is not None and mention.note else where
        row.found.append(_found(one, words, where))
        _add_evidence(row, one, known)
    for group in (one for one in sentence.mentions if one.kind is MentionKind.GROUP):
        row.found.append(
            {"name": group.name, "said": group.text, "how": "group", "holder": "", "grade": ""}
        )
    for one in match.proposals if match is not None else ():
        row.found.append(_found(one, "", "proposed"))


def _found(one: HolderMatch, said: str, how: str) -> dict[str, str]:
    words = {}
    if how == "proposed" and one.evidence:
        words = {"words": one.evidence.text, "source": one.evidence.source}
    holder, grade = one.holder or "", one.grade.value
    return {"name": one.name, "said": said, "how": how, "holder": holder, "grade": grade} | words


def _add_evidence(
    row: ImportedSentence, one: HolderMatch, known: Mapping[str, Mapping[str, Any]]
) -> None:
    if one.holder is None or one.evidence is None or one.grade is Grade.NOT_FOUND:
        return
    if one.holder in {entry["holder"] for entry in row.cited} or one.holder not in known:
        return
    signed = {source["id"]: source for source in known[one.holder]["sources"]}
    source = signed.get(one.evidence.source, {})
    row.cited.append(
        {
            "holder": one.holder,
            "name": known[one.holder]["name"],
            "source": one.evidence.source,
            "number": source.get("number", ""),
            "words": one.evidence.text,
            "grade": one.grade.value,
            **({"at": source["at"]} if "at" in source else {}),
        }
    )


def by_hand(paper: Paper, base: MadePaper) -> MadePaper:
    """The draft of a paper that people wrote; the engine's own for any other.

    What the verifier says of its sentences, and their ids, are kept with them.
    """
    imported = ImportedPaper.objects.filter(paper=paper, state=State.READY).first()
    if imported is None:
        return base
    imported.sentences.filter(decision=Decision.OUT).exclude(sentence="").update(sentence="")
    rows = list(imported.sentences.filter(decision__in=(Decision.VIEW, Decision.OWN)))
    made = draft_by_hand(base, [_written(row) for row in rows], title=paper.title)
    for row in rows:
        row.findings = [asdict(one) for one in made.findings.get(row.pk, ())]
        row.sentence = made.ids.get(row.pk, "")
        # Whoever has decided anew meanwhile is asked again by the next draft.
        ImportedSentence.objects.filter(pk=row.pk, revision=row.revision).update(
            findings=row.findings, sentence=row.sentence
        )
    return made.paper


def _written(row: ImportedSentence) -> WrittenSentence:
    view = row.decision == Decision.VIEW
    cited = [Cited(holder=c["holder"], source=c["source"], words=c["words"]) for c in row.cited]
    return WrittenSentence(
        key=row.pk,
        path=tuple(row.path),
        paragraph=row.paragraph,
        text=row.text,
        note=row.note,
        cited=tuple(cited) if view else (),
        by=row.by_name,
    )
