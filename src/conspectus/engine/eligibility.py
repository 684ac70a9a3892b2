"""What may be printed: self-contained sentences that state a norm, evaluation or proposal."""

from __future__ import annotations

import re
from typing import Final

from conspectus.engine.grammar import closed_class as cc
from conspectus.engine.grammar.capitals import is_name
from conspectus.engine.grammar.tagging import Token
from conspectus.engine.language import FUNCTION_WORDS

MIN_WORDS: Final = 6
MAX_WORDS: Final = 48

_DANGLING: Final = re.compile(
    r"\b(?:(?<!as )(?<!because )(?<!since )this(?! (?:e-?mail|letter|message)\b| is to (?:\w+)\b)|"
    r"these|such(?! as\b)|those(?! (?:who|that|which|of|in|with|without|whose|from|on|"
    r"[a-z]{3,}ing|able|capable|most|truly|currently|affected|involved|concerned|responsible|already|people)\b)|"
    r"the (?:former|latter|above|below|following|aforementioned|foregoing|said|same(?! \w)|other|"
    r"others|"
    r"next(?! (?:\d|few|several|two|three|five|ten|generations?|decades?|years?)\b)|"
    r"previous|present|current (?:document|paper|submission)|second|first|third|two|three|"
    r"four|"
    r"five)|above-mentioned|abovementioned|aforementioned|herein|hereby|thereof|therein|therefor|"
    r"here|as such|as follows|the rest|another (?:one|way|example|point|option|issue)|"
    r"(?:(?<![a-z] )see|see (?:above|below|also|section|annex|para\w*|page|figure|table)|"
    r"please see|cf\.?|supra|ibid|op\. cit)|mentioned|aforesaid|respectively|likewise|similarly|"
    r"(?:to|not|who|which|must|should|can|will) do that|"
    r"for example|for instance|e\.g\.|so-called|real[ -]life example|case in point)\b",
    re.IGNORECASE,
)
_UNRESOLVED_DEFINITE: Final = re.compile(
    r"\bthe (?:final |last |preceding )?(?:proposal|panel|report|paper|document|group|committee|"
    r"section|problem|question|"
    r"approach|idea|initiative|objective|objectives|body|mechanism|function|conference|meeting|"
    r"event|text|declaration|statement|draft|list|table|figure|chapter|author|authors|article|"
    r"proposals|documents|principles|principle|recommendation|recommendations|roadmap|result|"
    r"results|answer|reason|reasons|point|points|goal|goals|aim|former|case|example|concept|"
    r"evolution|transition|attitude|"
    r"situation|process|framework|categories|facility|deliberations?|announcement|"
    r"WG|working group|board|commission|review|project|task|issue|"
    r"issues|topic|matter|charter|model|scenario|step|steps)"
    r"(?! (?:of|for|on|to|that|in which|by which|whereby|governing|used|which|is to)\b)"
    r"(?! (?-i:[A-Z]\w+ [A-Z]))(?=\W)|"
    r"\bthe (?:(?-i:[A-Z])\w+ )?(?:meeting|document|paper|report|text|event|conference|submission)"
    r"(?! (?:of|on)\b)(?=\W)",
    re.IGNORECASE,
)
_OPENING_PRONOUN: Final = re.compile(
    r"^\W*(?:they|he|she|it(?!(?:[’']s| is) (?:\w+ ){0,3}time (?:to|for|that)\b)"
    r"(?! (?:is|would be|will be|remains|should be|must be) "
    r"(?:\w+ly |also |therefore |very |most |extremely |of |in |time |our )?"
    r"(?:essential|important|crucial|vital|critical|necessary|imperative|key|needed|clear|"
    r"fundamental|desirable|appropriate|paramount|utmost|the responsibility|recommended|"
    r"indispensable|advisable|useful|possible|up)|(?:[’']s| is) (?:\w+ly |so |just |also )?"
    r"(?:(?:un|im|in)?(?:fair|just|acceptable|wise|practical|reasonable|realistic)|shameful|wrong|"
    r"offensive|ridiculous|absurd|a (?:\w+ )?(?:waste|shame|disgrace|mistake)\b[^,;]*?) "
    r"(?:to|that|how|when|for)\b)|one\b|and\b|or\b|but\b|nor\b|so\b|which|who|"
    r"because|then\b|yet\b|also\b|hence|thus|therefore)\b",
    re.IGNORECASE,
)
_COURTESY: Final = re.compile(
    r"\b(?:thanks?|thank you|grateful|appreciates? the|look forward|looking forward|"
    r"congratulat\w*|honou?red|pleased to|delighted to|"
    r"glad to|privilege to|welcomes? the (?:opportunity|"
    r"initiative|convening|chance|call)|"
    r"(?:this|for the|for an|value the|have the|had the) opportunity to|"
    r"opportunity to (?:comment|contribute|submit|respond|present|provide|share|set forth)|"
    r"wish(?:es)? to (?:submit|contribute|thank)|"
    r"(?:shall|will) submit|in due course|hereby submit|"
    r"dear |sincerely|best regards|kind regards|contact (?:us|person|details|information)|"
    r"e-?mails? (?:us|to us|:)|tel\.|fax|http|www\.|@|click here|"
    r"submission|our contribution|this contribution|about us|founded in|headquarter\w*|"
    r"is a (?:non-profit|not-for-profit|leading|global leader|worldwide))",
    re.IGNORECASE,
)
_FURNITURE: Final = re.compile(
    r"\b(?:(?:recent|latest|modern|current) (?:versions of )?(?:\w+ )?browsers?|your browser|"
    r"enable javascript|skip to (?:main )?content|"
    r"(?:we|this (?:web)?site|this page) (?:\w+ )?uses? cookies|accept (?:all )?cookies|"
    r"this (?:web)?site (?:will|is|uses|offers|has)|all rights reserved|"
    r"(?:sign up|subscribe) (?:for|to) (?:our|the|my)\b|read (?:more|on|the full)\b|"
    r"(?:open|opening) attachments?|clicks? (?:on )?links?|external sender|"
    r"you\b[^.;]{0,60}\b(?:answer|respond to|complete|fill in)\b[^.;]{0,30}"
    r"\b(?:questions?|points|consultation|survey|questionnaire|form))\b",
    re.IGNORECASE,
)
"""What a page or a mail programme says to its reader, and how one is told to take part."""
_THANKS: Final = re.compile(
    r"\b(?:(?:vous |les? |la )?remerci(?:e|ons|ements)|merci (?:à|de|pour)|salutations|"
    r"agradec(?:e|emos|imientos?)|muchas gracias|atentamente|"
    r"благодар(?:им|ю|ны|ен|ность|ности)|спасибо)\b|感謝|感谢|謝謝|谢谢|نشكر|شكرا|بالشكر",
    re.IGNORECASE,
)
"""Thanks in the other languages of the engine; "thanks to" in the sense of a cause is none."""
_BACKWARD_OPENING: Final = re.compile(
    r"^\W*(?:however|especially|particularly|in particular|in (?:the|a) similar|if so|to do so|"
    r"as already|as (?:affirmed|stated|mentioned|said|noted|proposed)|"
    r"in addition(?! to )|in that|"
    r"either by|similarly|similar|further details?|each (?:is|are|of)|at the same time|"
    r"on the other hand|"
    r"by the same token|that\b(?! said\b| is(?:,| to say\b))|on (?:that|this)|for (?:that|this))\b",
    re.IGNORECASE,
)
_BARE_SUBJECT: Final = re.compile(
    r"^\W*(?:as [^,]{4,60}, )?"
    r"(?:(?:all|any|the|some|more|further|other|special|strict|clear|important) )?"
    r"(?:restrictions?|criteria|criterion|details?|measures?|progress|changes?|instruments?|"
    r"process|pledge|difficult(?:y|ies)|thoughts?|attendance|cases?|exceptions?|"
    r"limitations?|improvements?|alternatives?|options?|solutions?|adjustments?|issues?|proposals?|"
    r"arrangements?|members|something|anything) "
    r"(?:must|should|shall|needs?|may|might|could|can|will|would|is|are|has|have|be|ought|arise)\b",
    re.IGNORECASE,
)
"""A subject without anything that says of what: "restrictions must be narrowly defined"."""
_PROPOSED_BEFORE: Final = re.compile(
    r"\bthe (?:proposed|resulting|suggested|corresponding|relevant|existing and|said|twofold|"
    r"remaining|appropriate|similar|necessary|required|general) (?!of\b)[a-z]+|"
    r"\bThe (?:proposed|resulting|suggested|existing and|said|twofold|remaining) (?!of\b)[a-z]+|"
    r"(?:^|(?<=that ))[Tt]he (?i:governance) (?i:principles|model|framework|arrangements)\b"
    r"(?! (?:of|for)\b)|"
    r"\b(?:guided|governed|bound|led|driven|inspired|based|built|covered) (?:by|on) the same "
    r"(?:[\w-]+ ){0,3}[\w-]+"
    r"(?=[.,;]|$| to\b)(?!.*\b(?:as|that|which)\b)",
)
_NO_OBJECT: Final = re.compile(
    r"\b(?:submit|make|present|table) (?:a |an |any |its |their )?(?:proposals?|comments?|"
    r"suggestions?)(?:\.|$)",
    re.IGNORECASE,
)
"""A proposal to nobody on nothing: what it is about stood in the sentence before."""
_COMMON_OPINION: Final = re.compile(
    r"\bthere (?:is|are|remains?) (?:now |already |still )?(?:a |an )?(?:\w+ )?(?:acceptance|"
    r"agreement|consensus|recognition|disagreement|understanding|few who|reasons?|two main|several "
    r"reasons)\b|\bfew (?:who )?would (?:argue|disagree|deny|dispute)|\bhave raised concerns|"
    r"\b(?:governments|states|stakeholders|experts|netizens|people|participants|users|countries)\b"
    r"[^.;]{0,60}\bagree(?:s|d)? (?:that|on)\b|"
    r"^what (?:appears?|seems?|tends?) to\b|\b(?:creates?|causes?|arouses?) controvers|"
    r"\bfor many reasons\b|\b(?:is|are) mandated to\b|"
    r"\bimportant to (?:also )?(?:note|remind|remember|mention|recall|point out|"
    r"bear in mind|keep in mind)\b",
    re.IGNORECASE,
)
"""What is said to be agreed, disputed or felt: a report on opinion, not a view."""
_QUESTION: Final = re.compile(
    r"\?\W*$|\b(?:why|how) (?:do|does|did) (?:people|we|they|you|the)\b", re.IGNORECASE
)
_FIRST_PERSON: Final = re.compile(
    r"\b(?:[Ww]e|us|[Oo]urs?|[Oo]urselves|I|me|[Mm]y|mine|myself)\b(?![’'])|"
    r"\b(?:[Ii][’'](?:m|d|ve|ll)|[Ww]e[’'](?:re|d|ve|ll))\b"
)
_DAMAGE: Final = re.compile(
    r"\ufffd|\?\w|\w\?\w|\s[?;:,]\s?\w|[a-z][A-Z][a-z]|\d{5,}|\b[a-z]{3,}\d+\b|_{2,}|\.{2,}|…|--|"
    r"(?:- ){2}|(?<![\w.])@\w|\bfn\b|\w- \w|\[\d|\||[a-z]:[A-Z]|"
    r"[a-z)][.,;)”]\d{1,3}(?=\s|$)|\s[o•▪·]\s[A-Z]"
)
_NUMBERED: Final = re.compile(
    r"^\W*(?:\(?[a-zA-Z\d]{1,3}[.)])|\b(?:i{1,3}|iv|v)\)|\s[a-d]\)|\(\d\)"
)
_MANNER: Final = re.compile(
    r"\b(?:in|on|by|with|through) (?!(?:a|an|the|this|that|such|every|any|no|some|its|their|our|"
    r"what|which|one|either|another|each|all|whatever|his|her|many|other|various|different)\b)"
    r"(?:(?!(?:a|an|the|in|that|should|must|be|to|of)\b)[a-z-]+(?:, | and |, and | or | )){1,4}"
    r"(?:manner|way|fashion)\b",
)
_ITS: Final = re.compile(
    r"\b[Ii]t[’']s (?!a\b|an\b|the\b|not\b|also\b|very\b|been\b|our\b|their\b|all\b|time\b|"
    r"(?:\w+ly )?(?:un|im|in)?\w+ (?:to|that|how|for)\b|"
    r"clear\b|important\b|essential\b|necessary\b|vital\b|crucial\b|critical\b|imperative\b|"
    r"better\b|possible\b|hard\b|difficult\b|worth\b|true\b|up\b|about\b|in\b|likely\b)"
)
_NUMBER_CLASH: Final = re.compile(
    r"^\W*(?:a|an|each|every)\b(?:(?!\b(?:and|or|that|which|who|of|majority|number|variety|range|"
    r"lot|few)\b)[^,;])*?(?<!must )(?<!should )(?<!shall )"
    r"(?<!to )(?<!may )(?<!can )(?<!not )\b(?:are|were|have)\b",
    re.IGNORECASE,
)
_SLIP: Final = re.compile(
    r"s[’'] (?:that|which|who|and|or|is|are|was|were|be|must|should|shall|will|can)\b|"
    r"\b(?:forms?|plays?|is|are|be|remains?|becomes?) (?:essential|important|key|integral|vital|"
    r"central|fundamental) (?:part|role|component|element|tool|factor)\b|"
    r"\b(?:participations|informations|evidences|advices|softwares|knowledges|researches)\b|"
    r"\bonly if (?:needed|necessary|required)\b|"
    r"\ban? (?!(?:majority|minority|number|variety|range|lot|set|series|group|couple|host|handful|"
    r"multitude|wealth|array|diversity|mix|combination|pair|network|plethora|myriad|total|"
    r"plurality)\b)\w+ of (?:(?!\b(?:that|which|who|whose|is|has|was|should|must|shall|will|can|"
    r"may|where|when|if)\b)[^,;])+ (?:are|were) (?:a|an|the)\b|"
    r"\b(?P<root>\w{4,})i[sz]ation\b.*\bbecom(?:e|es|ing) (?:a |an )?more (?:of )?(?:a |an )?"
    r"(?P=root)\b",
    re.IGNORECASE,
)
"""A possessive without its noun, an article left out, a plural of what has none, a subject and a
verb of two numbers ("a separation … are the way"), a thing explained by itself ("the globalisation
… should … become more global")."""
_UNBALANCED: Final = re.compile(r"^[^(]*\)|\([^)]*$")


_LONE: Final = 10
"""Words up to which a sentence that refuses something and names no matter leans on others."""
_MATTERS: Final = frozenset("for on of in to about at under over against".split())
_NEEDLESS: Final = frozenset("necessary needed required desirable warranted justified".split())


def has_finite_clause(tokens: tuple[Token, ...]) -> bool:
    """Whether a finite verb with a subject before it stands outside relative clauses."""
    main = _main_clause(tokens)
    for i, token in enumerate(tokens[main:], start=main):
        if _CONTRACTED.search(token.lower):
            return True
        if not i or _in_relative(tokens, i):
            continue
        if token.tag in {"M", "VZ"}:
            return True
        if token.tag in {"X", "H", "O"} and token.lower not in _NOT_FINITE:
            return True
        if token.tag == "V" and tokens[i - 1].tag in {"N", "B", "R"}:
            return True
    return False


def _main_clause(tokens: tuple[Token, ...]) -> int:
    """Where the main clause may begin: "Recognising that …, S" has none before its comma."""
    if len(tokens) < 2 or tokens[0].tag != "VG" or tokens[1].lower != "that":
        return 0
    return next((i for i, token in enumerate(tokens) if token.lower == ","), len(tokens))


_NOT_FINITE: Final = frozenset({"be", "been", "being", "having", "doing", "done"})
_CONTRACTED: Final = re.compile(r"^(?:i[’']m|(?:we|you|they)[’']re)$|^(?!don)\w+n[’']t$")
"""A verb that its subject or its denial has swallowed: "I'm", "isn't"; "don't" may be a wish."""


def _in_relative(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the verb at ``i`` stands right after "that", "which" or "who"."""
    j = i - 1
    while j > 0 and tokens[j].tag == "R":
        j -= 1
    return j > 0 and tokens[j].lower in {"that", "which", "who"}


def word_count(text: str) -> int:
    """Number of white-space separated words."""
    return len(text.split())


def self_contained(text: str, tokens: tuple[Token, ...]) -> bool:
    """Whether a reader understands the sentence alone: nothing points outside it."""
    patterns = (_DANGLING, _OPENING_PRONOUN, _BACKWARD_OPENING, _BARE_SUBJECT, _NO_OBJECT)
    if any(pattern.search(text) for pattern in patterns):
        return False
    if _UNRESOLVED_DEFINITE.search(text) or _PROPOSED_BEFORE.search(text):
        return False
    if names_no_matter(tokens):
        return False
    return not _orphan_pronoun(tokens) and not _points_back(tokens)


def names_no_matter(tokens: tuple[Token, ...]) -> bool:
    """ "No new law or treaty is necessary.": for what, the sentences before say."""
    words = [token.lower for token in tokens if token.tag != "U"]
    if words[:1] != ["no"] or len(words) > _LONE or not _NEEDLESS & set(words[-2:]):
        return False
    return _MATTERS.isdisjoint(words)


def _points_back(tokens: tuple[Token, ...]) -> bool:
    """ "overcoming that disagreement": "that" as a demonstrative before a noun."""
    for i, token in enumerate(tokens[:-1]):
        if (
            token.lower != "that"
            or i == 0
            or tokens[i + 1].lower == "matter"
            or tokens[i + 1].tag not in {"N", "J"}
        ):
            continue
        after = tokens[i + 2] if i + 2 < len(tokens) else None
        if tokens[i + 1].tag == "J" and after is not None and after.tag == "N":
            after = tokens[i + 3] if i + 3 < len(tokens) else None
        ends = after is None or after.tag in {"P", "U", "T", "C"}
        if ends and tokens[i - 1].tag in {"P", "VG", "V"}:
            return True
    return False


def is_past(tokens: tuple[Token, ...]) -> bool:
    """Whether the main clause tells what was: history is background, not a view."""
    first = next((t for t in tokens if t.tag in {"M", "X", "H", "O", "VZ"}), None)
    return first is not None and first.lower in {"was", "were", "had", "did"}


def _orphan_pronoun(tokens: tuple[Token, ...]) -> bool:
    """A third-person pronoun or possessive with no noun before it that it could stand for."""
    plural = singular = False
    for i, token in enumerate(tokens):
        if token.tag == "N" and token.lower.replace("’", "'") not in _SHORT_FORMS:
            if token.lower.endswith("s") and not token.lower.endswith("ss"):
                plural = True
            else:
                singular = True
            if i and tokens[i - 1].lower == "and":
                plural = True
        elif token.lower == "it":
            if not singular and not _expletive(tokens, i):
                return True
        elif token.lower in _OF_PERSONS or (token.lower in _OF_NOUNS and not (plural or singular)):
            return True
        if token.lower in {"it", "them"} and _of_its_subject(tokens, i):
            return True
    return False


def _of_its_subject(tokens: tuple[Token, ...], i: int) -> bool:
    """ "The council must fund it": the one noun before the object is what does the funding."""
    start = next((k for k in range(i - 1, -1, -1) if _parts_clauses(tokens[k])), -1) + 1
    if start and any(token.tag == "N" for token in tokens[:start]):
        return False
    modal = next((k for k in range(start, i) if tokens[k].tag == "M"), None)
    if modal is None or not _nouns(tokens[start:modal]) or _nouns(tokens[modal:i]):
        return False
    between = [token.tag for token in tokens[modal + 1 : i] if token.tag not in {"R", "X", "H"}]
    return between in (["V"], ["VG"], ["V", "P"], ["V", "T", "V"]) and not _stands_for_clause(
        tokens, i
    )


def _parts_clauses(token: Token) -> bool:
    return token.tag in {"S", "W", "U", "C"} or token.lower in {"that", "who", "which"}


def _stands_for_clause(tokens: tuple[Token, ...], i: int) -> bool:
    """ "must make it easier to", "must take it upon themselves": "it" has no noun of its own."""
    if tokens[i].lower != "it":
        return False
    window = [token.lower for token in tokens[i + 1 : i + 9]]
    return bool(window) and (
        window[0] in {"upon", "that"} or "to" in window or "that" in window or "for" in window[1:3]
    )


_SHORT_FORMS: Final = frozenset({"it's", "that's", "there's", "what's", "here's", "let's"})
_OF_PERSONS: Final = frozenset({"he", "she", "his", "her", "him"})
_OF_NOUNS: Final = frozenset({"they", "them", "their", "themselves", "its", "itself"})


def _expletive(tokens: tuple[Token, ...], i: int) -> bool:
    """ "it is essential that": a subject that stands for nothing."""
    window = [t.lower for t in tokens[i + 1 : i + 9]]
    if "," in window[:-1] and window[window.index(",") + 1] in {"we", "i"}:
        window = window[: window.index(",")]  # "Although it is shared, we think that …"
    return any(t in cc.BE for t in window[:3]) and ("that" in window or "to" in window)


def is_courtesy(text: str) -> bool:
    """Courtesy, biography, contact data, furniture of pages, talk about the submission itself."""
    return any(one.search(text) for one in (_COURTESY, _THANKS, _FURNITURE))


def is_damaged(text: str) -> bool:
    """Glued or odd characters, enumerations inside, unbalanced brackets, trailing ellipsis."""
    return bool(
        _DAMAGE.search(_CAMEL.sub(_as_one_word, text))
        or _NUMBERED.search(text)
        or _UNBALANCED.search(text)
        or '"' in text
        or text.count("“") != text.count("”")
    )


_CAMEL: Final = re.compile(r"\b([A-Z][a-z]+)([A-Z][a-z]+)\b")


def _as_one_word(match: re.Match[str]) -> str:
    """A name with a capital inside ("OpenNet") as a plain word; words run together stay so."""
    made = match[1].lower() in FUNCTION_WORDS["en"] or not is_name(match[0])
    return match[0] if made else match[0].capitalize()


def reports_opinion(text: str) -> bool:
    """What is said to be agreed or disputed, by no matter whom."""
    return bool(_COMMON_OPINION.search(text))


def is_faulty(text: str) -> bool:
    """A slip of its author that a report would repeat: "in transparent manner", "it's role"."""
    return bool(
        _MANNER.search(text)
        or _ITS.search(text)
        or _NUMBER_CLASH.search(text)
        or _SLIP.search(text)
    )


def is_garbled(text: str, tokens: tuple[Token, ...]) -> bool:
    """A heading run into the sentence, a subject lost, or a bracket that says again what it is."""
    return _glued(tokens) or _no_subject(tokens) or _says_again(text)


def _glued(tokens: tuple[Token, ...]) -> bool:
    """ "neutrality of the network Filtering or privileges must": a new start without a stop."""
    return any(
        here.lower.endswith("ing")
        and here.text[:1].isupper()
        and before.tag == "N"
        and before.text.islower()
        and after.text.islower()
        and after.text.isalpha()
        for before, here, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _no_subject(tokens: tuple[Token, ...]) -> bool:
    """ "After the policy must be the work of …": what has to stand before "must" is not there."""
    if not tokens or tokens[0].tag not in {"P", "S"} or tokens[0].lower in {"that", "whether"}:
        return False
    if tokens[0].tag == "S" and tokens[0].lower not in {"after", "before", "since", "until"}:
        return False
    for i, token in enumerate(tokens[1:], start=1):
        if token.tag == "M":
            return i > 1 and tokens[i - 1].tag == "N" and len(_nouns(tokens[1:i])) == 1
        if token.tag not in {"D", "J", "N"}:
            return False
    return False


def _nouns(tokens: tuple[Token, ...]) -> list[Token]:
    return [token for token in tokens if token.tag == "N"]


def _says_again(text: str) -> bool:
    """ "the Working Group on the Principles of the Internet (Working Group on Principles)"."""
    for bracket in _BRACKET.finditer(text):
        words = bracket[1].lower().split()
        before = text[: bracket.start()].lower().split()[-2 * len(words) - 2 :]
        if len(words) >= SEVERAL_WORDS and sum(w in before for w in words) >= len(words) - 1:
            return True
    return False


SEVERAL_WORDS: Final = 3
_BRACKET: Final = re.compile(r"\(([^()]+)\)")


def is_first_person(text: str) -> bool:
    """Whether a first-person pronoun stands in the text."""
    return bool(_FIRST_PERSON.search(text))


def printable(text: str, tokens: tuple[Token, ...]) -> bool:
    """The gate of DESIGN §3 "eligible to print", apart from the norm, which the caller checks."""
    words = word_count(text)
    if not MIN_WORDS <= words <= MAX_WORDS:
        return False
    if not text[:1].isalnum() and text[:1] not in {"“", '"', ""}:
        return False
    if _QUESTION.search(text) or is_courtesy(text) or is_damaged(text):
        return False
    if text.rstrip()[-1:] in {":", ";", ","}:
        return False
    if is_past(tokens) or is_faulty(text) or _COMMON_OPINION.search(text):
        return False
    if is_garbled(text, tokens):
        return False
    return has_finite_clause(tokens) and self_contained(text, tokens)
