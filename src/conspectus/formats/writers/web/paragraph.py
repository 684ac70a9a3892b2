"""A numbered paragraph with its footnotes and, behind "Who says so?", its evidence."""

from __future__ import annotations

from html import escape

from conspectus.formats.writers.labels import Labels
from conspectus.formats.writers.manuscript import Line, Numbered, Proof
from conspectus.formats.writers.web.inline import attributes, runs_html


def paragraph_html(paragraph: Numbered, labels: Labels) -> str:
    """The paragraph, its footnotes in place, and its evidence in a ``<details>``."""
    lead = " ".join(_sentence(line, labels) for line in paragraph.lead)
    number = (
        f'<a class="number" href="#{escape(paragraph.id)}">'
        f'<span class="unseen">{_paragraph_word(labels)} </span>{escape(paragraph.number)}</a> '
    )
    items = "".join(
        f'<li><span class="label">{line.label}</span> <div>{_sentence(line, labels)}</div></li>\n'
        for line in paragraph.items
    )
    listed = f'<ul class="items">{items}</ul>\n' if items else ""
    notes = "".join(_note(line, labels) for line in paragraph.lines)
    return (
        f'<div class="para {escape(paragraph.kind)}" id="{escape(paragraph.id)}">\n'
        f"<p>{number}{lead}</p>\n{listed}{notes}{_evidence(paragraph, labels)}</div>\n"
    )


def _paragraph_word(labels: Labels) -> str:
    return escape(labels.paragraph.format(number="").strip())


def _sentence(line: Line, labels: Labels) -> str:
    marks = []
    if line.note:
        number = line.note.number
        told = escape(labels.note.format(number=number))
        # The narrow space parts the mark from the words also where text is copied.
        marks.append(
            f'\u202f<button type="button" class="mark" id="r-{number}" popovertarget="n-{number}"'
            f' aria-label="{told}">{number}</button>'
        )
    if line.proofs:
        marks.append(
            f'\u202f<a class="ask" href="#w-{escape(line.id)}" aria-label="{escape(labels.who)}">'
            "?</a>"
        )
    if line.author:
        short, told = escape(labels.llm_short), escape(line.author)
        marks.append(
            f'\u202f<a class="mark" href="#w-{escape(line.id)}" aria-label="{short}: {told}"'
            f' title="{told}">{short}</a>'
        )
    sentence = f'<span class="s" id="s-{escape(line.id)}">{runs_html(line.runs)}</span>'
    return f'{sentence}<span class="marks">{"".join(marks)}</span>' if marks else sentence


def _note(line: Line, labels: Labels) -> str:
    if line.note is None:
        return ""
    number = line.note.number
    told = escape(labels.note.format(number=number))
    return (
        f'<div class="note" id="n-{number}" popover role="note" aria-label="{told}">'
        f'<a class="mark" href="#s-{escape(line.id)}">{number}</a> '
        f"{runs_html(line.note.runs)}</div>\n"
    )


def _evidence(paragraph: Numbered, labels: Labels) -> str:
    claims = [
        claim_html(line, place, labels)
        for place, line in enumerate(paragraph.lines, start=1)
        if line.proofs
    ]
    if not claims:
        return ""
    told = (
        f'<span class="unseen"> {escape(labels.paragraph.format(number=paragraph.number))}</span>'
    )
    return (
        f'<details class="who"><summary>{escape(labels.who)}{told}</summary>\n'
        f"{''.join(claims)}</details>\n"
    )


def claim_html(line: Line, place: int, labels: Labels) -> str:
    """The evidence of one sentence, the ``place``-th of its paragraph."""
    title = line.label or labels.sentence.format(number=place)
    count = f' · <span class="count">{escape(line.count)}</span>' if line.count else ""
    if line.author:
        count += f' · <span class="count">{escape(line.author)}</span>'
    link = f'<a href="#s-{escape(line.id)}">{escape(title)}</a>'
    proofs = "".join(_proof(proof, labels) for proof in line.proofs)
    return (
        f'<div class="claim" id="w-{escape(line.id)}"><p>{link}{count}</p>\n'
        f"<ul>{proofs}</ul></div>\n"
    )


def _proof(proof: Proof, labels: Labels) -> str:
    told = " ".join(part for part in (proof.stance, proof.match) if part)
    return (
        f"<li><p><strong>{runs_html(proof.holder)}</strong> "
        f'<span class="stance">{escape(told)}</span></p>{_words(proof, labels)}'
        f'<p class="from"><a href="#source-{escape(proof.source)}">{escape(proof.number)}</a>'
        f"{_origin(proof)}</p></li>\n"
    )


def _words(proof: Proof, labels: Labels) -> str:
    if not proof.quote:
        return f"<p>{escape(labels.unpublished)}</p>"
    told = attributes(proof.language, rtl=proof.rtl if proof.language else None)
    return (
        f"<blockquote{told}>{escape(proof.before, quote=False)}"
        f"<mark>{escape(proof.quote, quote=False)}</mark>"
        f"{escape(proof.after, quote=False)}</blockquote>"
    )


def _origin(proof: Proof) -> str:
    title = f", {runs_html(proof.title)}" if proof.title else ""
    return f"{title}, <code>{escape(proof.file)}</code>" if proof.file else title
