"""Is a line that stands alone a heading? Decided from its words and form."""

from __future__ import annotations

import re
import unicodedata

_MAX_WORDS = 16
_MAX_LENGTH = 130
_MAX_LABEL_WORDS = 6
_END = re.compile(r"(?:[.;,…][\s”\"’)\]]*|\s(?:and|or|the|of|to|for|in|that))$")
_CITATION = re.compile(r",[”\"’]|\b(?:op\.? cit|et al|ibid|eds?\.)|\bpp?\. ?\d", re.IGNORECASE)
_TITLE_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.?|[A-Z][.)])\s+(?=[A-Z“\"])")
_NAMED_PART = re.compile(
    r"^(?:article|section|part|chapter|annex|appendix|principle|question|recommendation|theme|"
    r"topic|title|box|table|figure)\s+(?:#?\s?\d+|[IVX]+|[A-Z])\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"^(?:what|why|how|who|where|when|which|whose|is|are|do|does|can|should)\b", re.IGNORECASE
)
_ASKS = re.compile(r"^(?:why|how|what)\b", re.IGNORECASE)
_MAX_ASKING_WORDS = 10
_MAX_WIDE = 18
_CLAUSE_MARK = re.compile("[，、；。：؛،:;,()（）]")
# "In particular:", "The following:" lead in; they are no titles.
_LEADING_IN = re.compile(
    r"^(?:in|for|as|by|to|with|at|on|among|amongst|including|namely|the following|like|because|"
    r"from|e\.?g|i\.?e|here|there|such|all|any|some|these)\b|.*\bfollowing$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"^\W?(?:[A-Z][\w ]{2,20},? )?(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:january|february|march|april|"
    r"may|june|july|august|september|october|november|december)\s(?:\d{1,2}(?:st|nd|rd|th)?,?\s?)?\d{4}\W?$",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(
    r"^(?:and|but|or|also|thus|therefore|however|moreover|furthermore|this|these|those|such|"
    r"for more|see|dear|yours|sincerely|best regards|respectfully|with many thanks|thank)\b",
    re.IGNORECASE,
)
# "Region: Latin America" is a form that was filled in, not a title.
_FORM_FIELD = re.compile(
    r"^(?:key ?words?|regions?|organi[sz]ations?|sectors?|entitled by|submitted by|submission by|"
    r"(?:due )?date|sources?|authors?|contacts?|e-?mail|tel|phone|fax|address|country|name|title|"
    r"prepared by|stakeholder(?: group)?|original|note|links?|web(?:site)?|url|\(?placeholder.*)"
    r"\s*[:–-]\s*\S",
    re.IGNORECASE,
)
# Words that only a clause has. In a line without them a verb in -s may hide ("Austria recalls"),
# which is why a colon at the end of more than a few words makes a lead-in of it.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|should|must|shall|will|would|can|could|may(?! \d)|might|has|have|had|"
    r"(?<!the )(?<!a )(?<!of )needs?|"
    r"does|do|did|cannot|isn['’]t|don['’]t|believes?|supports?|calls? (?:for|on)|welcomes?|"
    r"requires?|recommends?|proposes?|suggests?|considers?|depends?|includes?|means?|we|they|it|"
    r"urges|stresses|affirms|reaffirms|recalls|encourages|emphasi[sz]es|underlines|invites|"
    r"requests|advocates|endorses|holds|notes|argues|states that|agrees?|says?|said|"
    r"wrote|stated that|noted that|recalled that)\b",
    re.IGNORECASE,
)
_FUNCTION = frozenset(
    "a an and as at but by for from in into is its nor of off on or over per the to up upon via "
    "vs with within without between towards toward through de la le les des du et y e da do "
    "el".split()
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def is_upper(text: str) -> bool:
    """Whether the letters that have a case are capitals, and there are at least four."""
    upper = sum(c.isupper() for c in text)
    lower = sum(c.islower() for c in text)
    return upper >= 4 and lower <= upper // 12


def is_title_case(text: str) -> bool:
    """Whether nearly all words that carry meaning begin with a capital, and there are two."""
    words = [w for w in _WORD.findall(text) if w.lower() not in _FUNCTION]
    capitals = sum(w[0].isupper() for w in words)
    return len(words) >= 2 and capitals >= 0.75 * len(words)


def looks_like_heading(text: str) -> bool:
    """Whether a line that stands alone reads as a heading and not as a sentence.

    True for capitals, title case, numbered titles, short noun phrases, "Background:" and short
    questions; false for what ends like a sentence or has a finite verb in plain case.
    """
    if len(text) > _MAX_LENGTH or "://" in text or not 0 < len(text.split()) <= _MAX_WORDS:
        return False
    first = next((c for c in text if c.isalpha()), "")
    if not first or first.islower() or _END.search(text) or "@" in text:
        return False
    if _CITATION.search(text) or any(p.match(text) for p in (_CONNECTIVE, _FORM_FIELD, _DATE)):
        return False
    if not any(c.isupper() or c.islower() for c in text):
        return _is_short_without_case(text)
    if text.endswith(":"):
        return _is_label(text[:-1])
    if text.endswith("?"):
        return bool(_QUESTION.match(_TITLE_NUMBER.sub("", text)))
    if is_upper(text) or is_title_case(text) or _NAMED_PART.match(text):
        return True
    return not _FINITE.search(text) or _is_asking_title(text)


def _is_short_without_case(text: str) -> bool:
    """Chinese, Japanese, Arabic, Hindi: short and without the marks that part clauses."""
    is_wide = any(unicodedata.east_asian_width(c) in "WF" for c in text)
    is_short = len(text) <= _MAX_WIDE if is_wide else len(text.split()) <= _MAX_LABEL_WORDS
    return is_short and not _CLAUSE_MARK.search(text)


def _is_asking_title(text: str) -> bool:
    """ "Why the present role is a problem"."""
    return bool(_ASKS.match(text)) and len(text.split()) <= _MAX_ASKING_WORDS


def _is_label(text: str) -> bool:
    """ "Background", "5. Ethics Principle": what stands before a colon and is no lead-in."""
    if is_upper(text):
        return True
    body = _TITLE_NUMBER.sub("", text)
    words = _WORD.findall(body)
    if len(words) > _MAX_LABEL_WORDS or _FINITE.search(body):
        return bool(_TITLE_NUMBER.match(text)) and is_title_case(body)
    if is_title_case(body) or _NAMED_PART.match(text):
        return True
    return _LEADING_IN.match(body) is None and len(words) <= _MAX_LABEL_WORDS - 1


def heading_level(text: str, *, is_first: bool) -> int:
    """Depth by numbering ("1.2" → 2); 1 for capitals and the first heading, else 2."""
    number = re.match(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s", text)
    if number:
        return min(6, number[1].count(".") + 1)
    return 1 if is_first or is_upper(text) else 2
