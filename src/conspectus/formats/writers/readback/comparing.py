"""A written file beside the paper it was written from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conspectus.engine.paper import Paper, Sentence
from conspectus.formats.writers.readback.pdf_text import running_text
from conspectus.formats.writers.readback.printed import printed_sentences
from conspectus.formats.writers.scripts import printable

# PDFium drops hyphens at line ends, and signs without a glyph are replaced: in PDF letters and
# digits are compared.
_NOT_COMPARED = re.compile(r"[\W_]+")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u202a-\u202e]")
_WORD = re.compile(r"[^\W\d_]+")


def problems_of_file(paper: Paper, name: str, data: bytes) -> Iterator[str]:
    """What of the paper a file does not say, or says beyond it; one sentence each.

    ``name`` is the extension: html, docx, pdf, md, odt or epub. In all but PDF the sentences are
    compared word for word by their anchors; in PDF by their letters and digits in the order of the
    structure.
    A PDF holds right-to-left words in the order of drawing, which mixes the words around them:
    a sentence with such words is compared there by its other words, in any order.
    """
    sentences = [s for part in paper.sections for p in part.paragraphs for s in p.sentences]
    if name == "pdf":
        yield from _problems_of_pdf(sentences, data)
        return
    printed = printed_sentences(name, data)
    wanted = [sentence.id for sentence in sentences]
    found = [one.id for one in printed]
    for missing in [one for one in wanted if one not in set(found)]:
        yield f"paper.{name} lacks sentence {missing}."
    for foreign in [one for one in found if one not in set(wanted)]:
        yield f"paper.{name} has a sentence {foreign} that is not in paper.json."
    if sorted(wanted) == sorted(found) and wanted != found:
        yield f"paper.{name} has the sentences of paper.json in another order."
    texts = {one.id: one.text for one in printed}
    for sentence in sentences:
        if sentence.id in texts and texts[sentence.id] != printable(sentence.text):
            yield f"paper.{name} has other words in sentence {sentence.id} than paper.json."


def _problems_of_pdf(sentences: list[Sentence], data: bytes) -> Iterator[str]:
    text = _NOT_COMPARED.sub("", running_text(data))
    at = passed = 0
    for sentence in sentences:
        words = _NOT_COMPARED.sub("", printable(sentence.text))
        if _RTL.search(words):
            # Twice its length leaves room for the number of the paragraph and a heading;
            # right-to-left sentences passed since the last place found stand before it.
            passed += 2 * len(words) + 200
            if not _holds_words(text[at : at + passed], sentence.text):
                yield f"paper.pdf lacks words of sentence {sentence.id}."
            continue
        place = text.find(words, at)
        if place < 0:
            yield f"paper.pdf lacks sentence {sentence.id}, or has it in another place."
        else:
            at, passed = place + len(words), 0


def _holds_words(text: str, sentence: str) -> bool:
    words = (word for word in _WORD.findall(sentence) if not _RTL.search(word))
    return all(word in text for word in words)
