"""Sentences in other languages that are not their holder's own, or do not stand alone.

"Les opérateurs affirment que …" is reported speech, "Leurs membres doivent …" points back.

Of reported speech the subject decides: "Notre association affirme que" is the holder's own, as
is a sentence that has stated a norm before it speaks of what others say.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from conspectus.engine.cues import states_a_norm

_TOLD: Final[dict[str, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:certain(?:e)?s|plusieurs|d['’]autres|beaucoup|quelques-uns|d['’]aucuns|les? délégué"
        r"\w*|on)\b[^,;]{0,40}\b(?:soutien\w+|estim\w+|affirm\w+|considèr\w+|prétend\w+|pens\w+|"
        r"dit|disent|propos\w+|réclam\w+|demand\w+)|\bselon\b(?! nous)|d['’]après (?!nous)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:algun[oa]s|vari[oa]s|otr[oa]s|much[oa]s|hay quien(?:es)?|se dice que|el delegado|la "
        r"delegada)\b[^,;]{0,40}\b(?:sostien\w+|afirm\w+|consider\w+|opin\w+|piens\w+|dic\w+|"
        r"propon\w+|pid\w+)|\bsegún\b(?! nosotros)|a juicio de (?!nosotros|nuestr)",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"\b(?:algun[s]|algumas|vári[oa]s|outr[oa]s|muit[oa]s|há quem|diz-se que)\b[^,;]{0,40}"
        r"\b(?:sustent\w+|afirm\w+|consider\w+|ach\w+|pens\w+|diz\w*|prop\w+|ped\w+)|"
        r"\bsegundo (?:os|as|o|a)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?:некоторые|многие|другие|ряд|отдельные|кое-кто)[^,;]{0,50}(?:счита\w+|утвержда\w+|"
        r"полага\w+|говор\w+|предлага\w+|выступа\w+)|по мнению (?!наш)|по словам|согласно мнению",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"(?:[يت]رى (?:ال)?بعض|يرى آخرون|يقول|هناك من|بحسب|وفقا ل|وفقاً ل|زعم|يدعي)"),
    "zh": re.compile(
        r"(?:有人|有些|一些|部分|某些|个别)[^，。；]{0,12}(?:认为|主张|提出|建议|称)|据[^，。]{1,12}(?:称|说)"
    ),
}
"""Words that by themselves tell of others."""
_SAY: Final[dict[str, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:affirme(?:nt)?|soutien(?:t|nent)|estime(?:nt)?|considère(?:nt)?|prétend(?:ent)?|"
        r"pense(?:nt)?|"
        r"déclare(?:nt)?|di(?:t|sent)|propose(?:nt)?|réclame(?:nt)?|demande(?:nt)?|"
        r"souhaite(?:nt)?|crai(?:nt|gnent)|"
        r"explique(?:nt)?|suggère(?:nt)?|recommande(?:nt)?|juge(?:nt)?|croi(?:t|ent)|veulent|"
        r"(?:a|ont|avai(?:t|ent)) (?:\w+ment )?(?:affirmé|soutenu|estimé|dit|déclaré|proposé|"
        r"demandé|expliqué|suggéré|réclamé)) (?:que\b|qu['’])",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:afirman?|sostienen?|consideran?|opinan?|piensan?|dicen?|proponen?|piden?|creen?|"
        r"sugieren?|declaran?|alegan?|aseguran|reclaman?|solicitan?|quieren|temen?|explican?|"
        r"recomiendan?|han? (?:dicho|afirmado|sostenido|propuesto|pedido|declarado)|"
        r"(?:dijo|dijeron|afirmó|afirmaron|sostuvo|sostuvieron|propuso|propusieron)) que\b",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"\b(?:afirmam?|sustentam?|consideram?|acham?|pensam?|diz(?:em)?|propõem?|pedem?|"
        r"acreditam?|sugerem?|declaram?|alegam?|opinam?|defendem?|entendem?|reclamam?|querem|"
        r"temem?|explicam?|recomendam?|disse(?:ram)?|afirm(?:ou|aram)|propôs|propuseram) que\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:утвержда(?:ет|ют|ли?|ла)|счита(?:ет|ют|ли?|ла)|полага(?:ет|ют)|говор(?:ит|ят|или?)|"
        r"заявля(?:ет|ют)|заявил[аи]?|предлага(?:ет|ют)|дума(?:ет|ют)|уверены|пиш(?:ет|ут)|"
        r"просят|требуют|опасаются|сообща(?:ет|ют)|отмеча(?:ет|ют)|подч[её]ркива(?:ет|ют)),? "
        r"что(?:бы)?\b",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?<!\w)و?[يت](?:قول|رى|ؤكد|زعم|دعي|عتقد|طالب)(?= ال\w+(?:ون|ات)(?!\w))|"
        r"(?<!\w)و?(?:قال|أوضح|أضاف|صرح|ذكر|أشار|زعم|اعتبر)ت?(?!\w)",
    ),
    "zh": re.compile(
        r"(?:运营商|企业|公司|用户|居民|专家|学者|业界|政府|市民|消费者|家长|媒体|批评者|支持者)们?"
        r"(?:都|也|普遍|则)?(?:认为|主张|表示|声称|指出|提出|称)"
    ),
}
"""A finite verb of saying or asking in the third person, with what it says after it."""
_SPEAKS: Final[dict[str, re.Pattern[str]]] = {
    "fr": re.compile(r"\b(?:nous|notre|nos|je|mon|ma|mes|présente?|il|elle)\b", re.IGNORECASE),
    "es": re.compile(
        r"\b(?:nosotr[oa]s|nuestr[oa]s?|nos|yo|mis?|presente|quien firma)\b", re.IGNORECASE
    ),
    "pt": re.compile(r"\b(?:nós|noss[oa]s?|eu|meu|minha|presente)\b", re.IGNORECASE),
    "ru": re.compile(r"\b(?:мы|наш\w*|я|мой|моя|настоящ\w+|данн\w+)\b", re.IGNORECASE),
    "ar": re.compile(r"(?:نحن|ورقتنا|\w+نا(?!\w))"),
    "zh": re.compile(r"(?:我|本|敝|咱)"),
}
_OWN_TEXT: Final = re.compile(
    r"\b(?:cette|ce|est[ea]|этот|эта) (?:contribution|note|document|texte|proposition|mémoire|"
    r"contribución|documento|texto|propuesta|nota|aporte|contribuição|proposta|документ|текст|"
    r"вклад|записка)\b",
    re.IGNORECASE,
)
_STARTS: Final = re.compile(r"[,;:.–—(]")
"""Where the clause of a subject may start."""
_BUT: Final = re.compile(
    r"[,;] ?(?:mais|cependant|pourtant|pero|sin embargo|mas|porém|но|однако)\b"
    r"(?! (?:que|qu['’]|что))(?P<own>.*)$",
    re.IGNORECASE,
)
_GOVERNMENT: Final = re.compile(
    r"\b(?:gouvernement|gobierno|governo|правительство|délégation|delegación|делегация)\b",
    re.IGNORECASE,
)
_LEAST_SUBJECT: Final = 2
_NEAR: Final = 60
"""Characters behind an Arabic verb in which its subject is named."""


def relays_in(text: str, language: str, own_names: Collection[str] = ()) -> bool:
    """Whether a sentence in one of the other languages reports what others say.

    ``own_names``: lower-case names and aliases of the holder, whose own sayings are not reports.
    """
    told = _TOLD.get(language)
    if told and told.search(text):
        return True
    say = _SAY.get(language)
    if say is None:
        return False
    spaced = re.sub(r"\s", " ", text)
    return any(_of_others(spaced, found, language, own_names) for found in say.finditer(spaced))


_POINTS_BACK: Final[dict[str, re.Pattern[str]]] = {
    "fr": re.compile(
        r"(?:Leurs?|Ils|Elles?|Cela|Ça|Ceci|Ce(?:lui|lle|ux|lles)-ci|Ces|Cette|Cet|"
        r"(?:Celui|Celle|Ceux)(?! (?:qu|dont|où))|Ce (?!qu|n['’]|sont\b|serait\b)|"
        r"Il (?!est|serait|n['’]est|faut|faudrait|faudra|convient|importe|appartient|incombe|"
        r"revient|y ))\b"
    ),
    "es": re.compile(
        r"(?:Sus?|Ell[oa]s|Est[eoa]s?|Es[eoa]s?|Dich[oa]s?|Tampoco|Tal(?:es)?|Se l[eo]s?|"
        r"L[oa] mism[oa]|En (?:est|es)[eoa]s?|Con ello|Aquell[oa]s?)\b"
    ),
    "pt": re.compile(
        r"(?:Seus?|Suas?|El[ea]s|Est[ea]s?|Isto|Isso|Ess[ea]s?|Tais|Tal|[ND]ess[ea]s?|"
        r"[ND]est[ea]s?|Disso|Tampouco)\b"
    ),
    "ru": re.compile(
        r"(?:Их|Его|Е[её]|Они|Она?|Эт(?:[оаи]|ого|ой|их|им|ому|у)|Этот|Так(?:ие|ой|ая|ое|их)|"
        r"Данн\w+|Указанн\w+|Последн(?:ий|ие|яя))\b"
    ),
    "ar": re.compile(r"[وف]?(?:هذه|هذا|هؤلاء|ذلك|تلك|هي|هو|هم|منها|فيها)(?!\w)"),
    "zh": re.compile(
        r"(?:[这這]|那|他[们們]|她[们們]|它|其(?![他中实實次])|[该該]|此(?!外)|前述|上述|[后後前]者|以上|"
        r"[对對]此)"
    ),
}


def points_back(text: str, language: str) -> bool:
    """Whether a sentence opens with a word that stands for something said before it."""
    pattern = _POINTS_BACK.get(language)
    return bool(pattern and pattern.match(text))


def _of_others(text: str, found: re.Match[str], language: str, own_names: Collection[str]) -> bool:
    """Whether a verb of saying has a subject that is not the holder, and tells all that is said."""
    before = text[: found.start()]
    if language == "ar":
        subject = text[found.end() : found.end() + _NEAR].lower()
        if any(name in subject for name in own_names if len(name) > _LEAST_SUBJECT):
            return False
        return not states_a_norm(before, language) and not _SPEAKS["ar"].search(before)
    if _SPEAKS[language].search(before) or _OWN_TEXT.search(before):
        return False
    if states_a_norm(before, language):
        return False
    but = _BUT.search(text, found.end())
    if but is not None and states_a_norm(but["own"], language):
        return False
    if language == "zh":
        return True
    subject = _STARTS.split(before)[-1].strip() or before.strip(" ,;:")
    return len(subject) > _LEAST_SUBJECT and not _is_own(subject.lower(), own_names)


def _is_own(subject: str, own_names: Collection[str]) -> bool:
    """Whether the subject is the holder: its name, or the kind of body that its name says."""
    if any(name in subject for name in own_names if len(name) > _LEAST_SUBJECT):
        return True
    if _GOVERNMENT.search(subject):
        return any(name.startswith("government of") for name in own_names)
    words = re.findall(r"\w{4,}", subject)
    known = {word for name in own_names for word in re.findall(r"\w{4,}", name)}
    return len(words) == 1 and words[0] in known
