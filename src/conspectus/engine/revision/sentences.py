"""One sentence under the acts of a person: reworded, with fewer holders, with a note."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from conspectus.engine.corpus import Holder, Stance
from conspectus.engine.degree import degree_word, is_opposed
from conspectus.engine.drafting.templates import quotation_sentence
from conspectus.engine.errors import EngineError
from conspectus.engine.evidence import Degree, Sentence
from conspectus.engine.ids import sentence_id
from conspectus.engine.names import printed_name
from conspectus.engine.printed_names import NameIndex
from conspectus.engine.quoting import whole_words, without_quote_marks, word_count
from conspectus.engine.revision.acts import NOTE_WORDS, Act
from conspectus.engine.revision.measures import Measures
from conspectus.engine.revision.subject import PLACEHOLDER, told, with_place_for_who
from conspectus.engine.verification.authors import after_template, by_person

_IDENTICAL: Final = "In identical terms, "


class Hand:
    """Rewrites the sentences of one paper; raises ``EngineError`` for what cannot be written."""

    def __init__(self, measures: Measures) -> None:
        self.measures = measures
        self.holders = measures.holders
        self.names = NameIndex(measures.holders.values())

    def reworded(self, sentence: Sentence, act: Act) -> Sentence:
        """The sentence in other words; who holds it follows the counts where it has a place."""
        who = told(act.text, self._own(sentence), sentence.degree) if sentence.positions else None
        text = who.text if who is not None else act.text
        named, footnote = sentence.named, sentence.footnote
        if who is not None and PLACEHOLDER.search(act.text):
            named, footnote = who.named, who.footnote
        elif who is not None:
            named = tuple(h for h in sentence.holders if self.names.stands_in(h, text))
        generator = by_person(act.by, sentence.generator)
        return self._identified(
            replace(sentence, text=text, named=named, footnote=footnote, generator=generator)
        )

    def without(self, sentence: Sentence, holder: str, by: str) -> Sentence | None:
        """The sentence without one of its holders: count, degree and names follow.

        ``None`` where nobody else holds it.
        """
        text = with_place_for_who(sentence.text, sentence, self.holders)
        left = tuple(one for one in sentence.positions if one.holder != holder)
        if not left:
            return None
        if text == sentence.text:
            raise EngineError(
                "The text itself says who holds this; reword it so that the names follow the "
                "counts, or leave the sentence out."
            )
        slim = replace(sentence, positions=(), named=(), degree=None, kind="frame", footnote=None)
        ids = tuple(dict.fromkeys(one.holder for one in left))
        degree = self._degree(sentence, ids) if sentence.degree is not None else None
        if len(ids) == 1:
            text = _opening(text.removeprefix(_IDENTICAL))
        who = told(text, [self.holders[one] for one in ids], degree)
        return self._identified(
            replace(
                slim,
                kind=sentence.kind,
                text=who.text,
                named=who.named,
                footnote=who.footnote,
                degree=degree,
                positions=left,
                generator=by_person(by, sentence.generator),
            )
        )

    def verbatim(self, sentence: Sentence, act: Act) -> Sentence:
        """The holder's own words on the views of a sentence, as a quotation of its own."""
        own = tuple(one for one in sentence.positions if one.holder == act.holder)
        quotes = [item for one in own for item in one.evidence]
        if not quotes:
            raise EngineError("Only a holder of the sentence can put its own words in its place.")
        words = act.text or quotes[0].quote
        inside = next((item for item in quotes if words in item.quote), None)
        if inside is None:
            raise EngineError(
                "The words are not in the passage that the sentence rests on; copy them from there."
            )
        if not whole_words(words, inside.quote):
            raise EngineError("The quotation begins or ends within a word; quote whole words.")
        language = self.measures.languages[inside.source] or self.measures.language
        draft = quotation_sentence(
            [words], self.holders[act.holder], language, self.measures.language
        )
        return self._identified(
            replace(
                sentence,
                text=draft.text,
                named=draft.named,
                footnote=None,
                generator=draft.generator,
                degree=self._degree(sentence, (act.holder,)) if sentence.degree else None,
                positions=own,
            )
        )

    def noted(self, sentence: Sentence, act: Act) -> Sentence:
        """The sentence with a holder's note in its footnote."""
        words = " ".join(without_quote_marks(act.text).split())
        if act.holder not in sentence.holders:
            raise EngineError("Only a holder of the sentence can add a note to it.")
        if word_count(words) > NOTE_WORDS:
            raise EngineError(f"A note has at most {NOTE_WORDS} words; shorten it.")
        note = f"Note by {printed_name(self.holders[act.holder], article=True)}: {words}"
        before = f"{sentence.footnote} " if sentence.footnote else ""
        return replace(sentence, footnote=f"{before}{note}")

    def added(self, act: Act) -> Sentence:
        """A sentence of the rapporteur's own."""
        return Sentence(
            id=sentence_id((), (), act.text),
            kind="frame",
            text=act.text,
            language=self.measures.language,
            generator=by_person(act.by, ""),
        )

    def _own(self, sentence: Sentence) -> list[Holder]:
        return [self.holders[one] for one in sentence.holders]

    def _degree(self, sentence: Sentence, ids: tuple[str, ...]) -> Degree | None:
        if sentence.degree is None:
            return None
        stance = sentence.positions[0].stance if sentence.positions else Stance.FOR
        groups = {self.holders[one].group for one in ids} - {None, ""}
        word = degree_word(
            len(ids),
            sentence.degree.of,
            groups=len(groups),
            opposed=is_opposed(stance, sentence.views, self.measures.opposed),
            rule=self.measures.rule,
        )
        return Degree(word=word, n=len(ids), of=sentence.degree.of)

    def _identified(self, sentence: Sentence) -> Sentence:
        name = sentence_id(sentence.views, sentence.holders, sentence.text)
        return replace(sentence, id=name)


def drafted_otherwise(sentence: Sentence) -> bool:
    """Whether its holders were found by more than their words, so that the draft is the measure."""
    return after_template(sentence.generator) != ""


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:] if not text.startswith("{") else text
