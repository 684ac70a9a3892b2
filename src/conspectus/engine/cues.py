"""Cues that a sentence states a norm, an evaluation or a proposal, by language.

Tuned for recall. For English the grammar then decides what is wanted (``grammar.norms``); in the
other languages passages are kept for their words and never rewritten.
"""

from __future__ import annotations

import re
from typing import Final

_ENGLISH: Final = re.compile(
    r"\b(?:should|must|shall|ought|needs? to|need|needs|have to|essential|important|crucial|vital|"
    r"necessary|imperative|indispensable|desirable|unacceptable|acceptable|justified|unjustified|"
    r"better than|rather than|preferable|prefer|favou?r|deserves?|too (?:much|many|few|often)|"
    r"fair|unfair|wrong|harmful|are encouraged|is encouraged|are urged|are invited|no (?:need|case|"
    r"reason|justification|circumstances?|excuse)|may not|may (?:shut|be)|cannot|can not|"
    r"in favou?r "
    r"of|opposed to|against|the (?:sound|right|best|only) (?:rule|way|approach|answer|place|"
    r"model)|(?:is|are|remains?) (?:\w+ly )?(?:the|a) (?:key|cornerstone|prerequisite|"
    r"precondition)|would benefit from|incomplete without|"
    r"would (?:help|do|be (?:better|useful|wrong|a mistake))|could help|a mistake)\b|"
    r"\b(?:we|I) (?:\w+ly |also |would |do |can |not |therefore )*(?:like|ask|urge|recommend|"
    r"propose|suggest|call|support|endorse|welcome|oppose|reject|advocate|encourage|believe|consider|think|"
    r"hold|insist|want|wish|defend|commit|attach|need|prefer|favou?r|invite|request|stand|regard|"
    r"object|see|are)\b|"
    r"^(?:Let|Give|Keep|Make|Do not|Don[’']t|Stop|Publish|Protect|Promote|Ensure|Allow|Require|"
    r"Strengthen|Adopt|Establish|Create|Fund|Develop|Support|"
    r"Encourage|Teach|Cut|Reduce|Hold|Open|Include|Invite|Build|Provide|Remove|Limit|Avoid|Leave|"
    r"End|Ban)\b",
    re.IGNORECASE,
)
_CUES: Final[dict[str, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:doi(?:t|vent)|devrai(?:t|ent)|devons|faut|faudrait|il (?:est|serait) (?:essentiel|"
        r"important|nécessaire|indispensable|souhaitable|urgent|crucial)|nous (?:soutenons|"
        r"appelons|"
        r"recommandons|proposons|demandons|estimons|souhaitons|encourageons|préconisons|invitons|"
        r"considérons|croyons|pensons|refusons|rejetons|insistons|plaidons|saluons|approuvons|"
        r"nous opposons|sommes (?:favorables|opposés))|mérite(?:nt)?|recommande(?:nt)?\b|"
        r"propose(?:nt)?\b|appelle(?:nt)? à|"
        r"préconise|soutien(?:t|nent)|s['’]oppose(?:nt)?|demande(?:nt)? (?:que|à|des?|du|une?)|"
        r"souhaite(?:nt)?|estime(?:nt)?|exige(?:nt)?|réclame(?:nt)?|rejette(?:nt)?|"
        r"(?:est|sont) (?:favorables?|opposée?s?) |ne (?:peut|saurait)|"
        r"il (?:appartient|incombe|revient) (?:à|aux|au)|mieux\b[^,;]{0,40} que)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:debe(?:n|mos|ría|rían|ríamos)?|es (?:esencial|importante|necesario|indispensable|"
        r"fundamental|imprescindible|urgente|crucial)|hay que|proponemos|recomendamos|apoyamos|"
        r"pedimos|instamos|consideramos|creemos|solicitamos|rechazamos|exhortamos|llamamos|"
        r"nos oponemos|exigimos|estamos (?:a favor|en contra)|deseamos|acogemos|"
        r"recomienda|propone|apoya|insta|se oponen?|exigen?|solicitan?|piden? que|rechazan?|"
        r"tiene(?:n)? que|sería (?:necesario|conveniente|"
        r"deseable)|(?:corresponde|compete|incumbe) (?:a|al)|mejor\b[^,;]{0,40} que)\b",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"\b(?:deve(?:m|mos|ria|riam|ríamos|rá|rão)?|é (?:essencial|importante|necessário|"
        r"indispensável|fundamental|imprescindível|urgente|crucial)|há que|propomos|recomendamos|"
        r"apoiamos|pedimos|instamos|consideramos|acreditamos|solicitamos|rejeitamos|exortamos|"
        r"apelamos|opomo-nos|exigimos|somos (?:a favor|contra)|desejamos|defendemos|recomenda|"
        r"propõe|apoia|insta|opõem?-se|exigem?|solicitam?|pedem? que|rejeitam?|tem que|têm que|"
        r"tem de|têm de|é preciso|seria (?:necessário|conveniente|desejável)|"
        r"(?:cabe|compete|incumbe) (?:a|ao|à|aos|às)|melhor\b[^,;]{0,40} (?:do )?que)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?:должн[аоы]?\b(?! был)|должен\b(?! был)|следует|необходимо|нужно|важно|"
        r"нельзя|призыва(?:ем|ет)|"
        r"предлага(?:ем|"
        r"ет)|поддержива(?:ем|ет)|рекоменду(?:ем|ет)|считаем|считает|выступа(?:ем|ет)|требу(?:ет|"
        r"ется)|"
        r"недопустим|целесообразно|надлежит|лучше[^.;]{0,40} чем|"
        r"настаива(?:ем|ет)|\bнадо\b|нужн[аы]\b|нужен\b|обязан|"
        r"(?:предлага|поддержива|счита|выступа)ю\b)",
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
    if language == "en":
        return bool(_ENGLISH.search(text))
    pattern = _CUES.get(language)
    return bool(pattern and pattern.search(text))
