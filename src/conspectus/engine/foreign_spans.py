"""Where a view in another language begins: after its connective, or with the sentence before it.

"Por lo tanto, X debe …" is quoted from X on; "Ce type de lieu doit …" with what names the places.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from conspectus.engine.corpus import Source
from conspectus.engine.eligibility import is_courtesy, word_count
from conspectus.engine.relayed_foreign import points_back, relays_in
from conspectus.engine.segment import SourceSentence

LONGEST_PAIR: Final = 50
"""Words of two sentences that may be quoted together; of Chinese twice as many characters."""
_CONNECTIVES: Final[dict[str, re.Pattern[str]]] = {
    "fr": re.compile(
        r"(?:Pourtant|Cependant|Toutefois|Néanmoins|Par ailleurs|De plus|En outre|Enfin|Ainsi|Donc|"
        r"Par conséquent|En conséquence|De même|D['’]une part|D['’]autre part|De ce fait|En effet|"
        r"Également|Aussi|Pour autant|Or|Mais|En somme|Dès lors|C['’]est pourquoi|Pour cela|"
        r"Par contre|"
        r"À cet égard|En ce sens|Finalement|Ensuite|Premièrement|Deuxièmement),? (?=\w)"
    ),
    "es": re.compile(
        r"(?:Por (?:lo )?tanto|Por ello|Por eso|Por ende|Por esto|Además|Asimismo|Así ?mismo|"
        r"Sin embargo|No obstante|En este sentido|En ese sentido|Por otra parte|Por otro lado|"
        r"En consecuencia|Finalmente|Por último|De igual (?:forma|manera)|Para lograrlo|Para ello|"
        r"Igualmente|En definitiva|Así|Pero),? (?=\w)"
    ),
    "pt": re.compile(
        r"(?:Portanto|Por isso|Por tanto|Além disso|Ademais|No entanto|Contudo|Porém|Todavia|"
        r"Neste sentido|Nesse sentido|No mesmo sentido|Por outro lado|Assim|Dessa forma|"
        r"Desta forma|"
        r"Por fim|Finalmente|Igualmente|Em consequência|Em face disso|Para tanto|Mas),? (?=\w)"
    ),
    "ru": re.compile(
        r"(?:Поэтому|Кроме того|Более того|Таким образом|В связи с этим|Вместе с тем|При этом|"
        r"Однако|"
        r"Также|Тем не менее|Следовательно|В то же время|Наконец|Итак|Но|Для этого|"
        r"С другой стороны),? "
        r"(?=\w)"
    ),
    "ar": re.compile(
        r"(?:و?(?:لذلك|لذا|لهذا|بالتالي|من ثم|كذلك|أيضا|أيضًا|مع ذلك|علاوة على ذلك|"
        r"بالإضافة إلى ذلك|"
        r"من هنا|أخيرا|أخيرًا))(?:، ?| (?=[نتيأ]))(?:فإن(?:نا)? )?(?=\w)"
    ),
    "zh": re.compile(
        r"(?:因此|所以|[为為]此|[对對]此|同[时時]|此外|另外|可是|但是|然而|不[过過]|[总總]之|[于於]是|而且|"
        r"[还還]比如|比如|例如|最[后後]|首先|其次|再次)[,，] ?(?=\w)"
    ),
}
"""What ties a sentence to the one before it and says nothing of the matter."""
_THINGS: Final[dict[str, re.Pattern[str]]] = {
    "fr": re.compile(r"C(?:e|et|ette|es) (?!qu|n['’]|sont\b|serait\b)\w|(?:Cela|Ceci)\b"),
    "es": re.compile(r"(?:Est|Es|Dich)[eoa]s? \w|Tales \w"),
    "pt": re.compile(r"(?:Est|Ess)[ea]s? \w|(?:Isto|Isso)\b|Tais \w"),
    "ru": re.compile(r"(?:Эт(?:от|а|о|и)|Так(?:ой|ая|ое|ие)|Данн\w+|Указанн\w+) \w"),
    "ar": re.compile(r"[وف]?(?:هذه|هذا|تلك) \w"),
    "zh": re.compile(r"[这這]|[该該]|上述|前述"),
}
"""Openings that point to a thing named before, not to the persons who spoke of it."""
_LEANS: Final[dict[str, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:dans|de|à|sur|par|pour|en) ce(?:t|tte|s)? (?:but|cadre|cas|domaines?|fins?|mesures?|"
        r"objectifs?|points?|propositions?|sens|sujets?)\b|\bde cette manière\b"
    ),
    "es": re.compile(
        r"\b(?:en|de|a|sobre|para|con) (?:est|es)[aeo]s? (?:ámbito|caso|fin|marco|materia|medidas?|"
        r"objetivos?|propuestas?|puntos?|sentido|temas?)\b"
    ),
    "pt": re.compile(
        r"\b(?:[nd]?ess[ea]s?|[nd]?est[ea]s?) (?:âmbito|caso|fim|matéria|medidas?|objetivos?|"
        r"propostas?|pontos?|sentido|temas?)\b"
    ),
    "ru": re.compile(
        r"\b(?:в|на|для|по|с) эт(?:ой|ом|их|им|ого) (?:област|сфер|случа|цел|мер|вопрос|предложени)"
    ),
}
"""Words further on that need the sentence before: "créer des filières dans ce domaine"."""


def untied(source: Source, sentence: SourceSentence, language: str) -> SourceSentence:
    """The sentence without the connective that ties it to the one before, and without its ";"."""
    connective = _CONNECTIVES.get(language)
    tie = connective.match(sentence.text) if connective else None
    start = sentence.start + (tie.end() if tie else 0)
    end = sentence.start + len(sentence.text.rstrip(" ;；,，"))
    if (start, end) == (sentence.start, sentence.end):
        return sentence
    return replace(sentence, start=start, end=end, text=source.text[start:end])


def standing_alone(source: Source, sentence: SourceSentence, language: str) -> SourceSentence:
    """The sentence or, where it points to a thing named in the one before, both.

    Unchanged where the one before reports others' words, asks, thanks or points back itself,
    where both together are too long to be quoted, and where it speaks of persons named before.
    """
    things, leans = _THINGS.get(language), _LEANS.get(language)
    if not (things and things.match(sentence.text)) and not (leans and leans.search(sentence.text)):
        return sentence
    before = sentence.before
    start = source.text.rfind(before, 0, sentence.start) if before else -1
    pair = source.text[start : sentence.end]
    if start < 0 or not _fits(pair, language) or not _may_precede(before, language):
        return sentence
    return replace(sentence, start=start, text=pair)


def _fits(pair: str, language: str) -> bool:
    size = len(pair) // 2 if language == "zh" else word_count(pair)
    return size <= LONGEST_PAIR and "\n\n" not in pair


def _may_precede(before: str, language: str) -> bool:
    """Whether a sentence may be quoted before another, as its holder's own words."""
    if before.rstrip()[-1:] in "?？؟:：" or is_courtesy(before) or relays_in(before, language):
        return False
    return not points_back(before, language) and before[:1].isalpha() and not before[:1].islower()
