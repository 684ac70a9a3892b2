"""Cues that a sentence states a norm, an evaluation or a proposal, by language.

For English the grammar decides (``grammar.norms``); these lexicons are for the other languages,
where we keep passages for their words and never rewrite them.
"""

from __future__ import annotations

import re
from typing import Final

_CUES: Final[dict[str, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:doi(?:t|vent)|devrai(?:t|ent)|devons|faut|faudrait|il (?:est|serait) (?:essentiel|"
        r"important|nécessaire|indispensable|souhaitable|urgent|crucial)|nous (?:soutenons|appelons|"
        r"recommandons|proposons|demandons|estimons|souhaitons|encourageons|préconisons|invitons|"
        r"considérons|croyons|pensons|refusons|rejetons|insistons|plaidons)|mérite(?:nt)?|"
        r"recommande|propose|appelle à|préconise|soutient|s['’]oppose|ne (?:peut|saurait))",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:debe(?:n|mos|ría|rían|ríamos)?|es (?:esencial|importante|necesario|indispensable|"
        r"fundamental|imprescindible|urgente|crucial)|hay que|proponemos|recomendamos|apoyamos|"
        r"pedimos|instamos|consideramos|creemos|solicitamos|rechazamos|exhortamos|llamamos|"
        r"recomienda|propone|apoya|insta|tiene(?:n)? que|sería (?:necesario|conveniente|deseable))\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?:должн[аоы]?\b|должен|следует|необходимо|нужно|важно|нельзя|призыва(?:ем|ет)|предлага(?:ем|"
        r"ет)|поддержива(?:ем|ет)|рекоменду(?:ем|ет)|считаем|считает|выступа(?:ем|ет)|требу(?:ет|ется)|"
        r"недопустимо|целесообразно|настаива(?:ем|ет))",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?:يجب|ينبغي|لا بد|من الضروري|من المهم|ندعو|نوصي|نقترح|نؤيد|نطالب|نرى|نعتقد|من الواجب|"
        r"يتعين|ندعم|نؤكد|نرفض|نعارض|يتطلب|من الأساسي|تدعو|توصي|تؤيد|تقترح|ترى|نحث)"
    ),
    "zh": re.compile(
        r"(?:应当|应该|必须|须|应|需要|有必要|建议|呼吁|支持|主张|反对|认为|敦促|要求|不得|鼓励|提议|倡议|希望)"
    ),
}


def states_a_norm(text: str, language: str) -> bool:
    """Whether a cue of ``language`` stands in ``text``; ``False`` for languages without lexicon."""
    pattern = _CUES.get(language)
    return bool(pattern and pattern.search(text))
