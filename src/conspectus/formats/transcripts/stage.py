"""What is printed in a transcript and said by nobody: stage notes, disclaimers, marks of markup."""

from __future__ import annotations

import re

_NOTE = (
    r"applause|laughter|laughing|laughs|chuckles|cheers|cheering|gavel|bell|music|.{0,30} music|"
    r"song|"
    r"silence|pause|break|.{0,12}break|lunch|recess|adjourned?|resumed|off ?mic\w*|microphone off|"
    r"no audio|no sound|no response|audio gap|audio .{0,30}|lost audio|cross[- ]?talk|"
    r"video(?: .{0,20})?|"
    r"speaking[^\])]*|spoke in [^\])]*|speaker off[^\])]*|in (?:french|spanish|arabic|chinese|"
    r"russian)|"
    r"captioner[^\])]*|standing ovation|end of [^\])]*|technical (?:issue|difficult)[^\])]*|"
    r"non-english[^\])]*|foreign language|interpretation|through interpreter|via interpreter|"
    r"session (?:concluded|ended|begins|starts)[^\])]*|continued|on the queue|"
    r"scribes? (?:receiving|having|cannot|are)[^\])]*|"
    r"no (?:english )?(?:translation|interpretation)[^\])]*|barking|"
    r"whereupon,?[^\])]*|"
    r"(?:grandes |prolongados )?aplausos[^\])]*|risas[^\])]*|rumores[^\])]*|"
    r"protestas[^\])]*|receso|"
    r"(?:vifs )?applaudissements[^\])]*|rires[^\])]*|sourires|exclamations[^\])]*|"
    r"protestations[^\])]*|"
    r"(?:très )?bien !?[^\])]*|mêmes mouvements|pausa|problema de audio[^\])]*|"
    r"(?:anhaltender |lebhafter |lang anhaltender )?beifall[^\])]*|heiterkeit[^\])]*|"
    r"zurufe?(?: [^\])]*)?|widerspruch[^\])]*|glocke[^\])]*|lachen[^\])]*|unruhe[^\])]*|"
    r"аплодисменты[^\])]*|смех[^\])]*|шум[^\])]*|оживление[^\])]*|не слышно[^\])]*|"
    r"выкрики[^\])]*|оплески[^\])]*|микрофон отключен[^\])]*|تصفيق|ضحك|مقاطعة"
)
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?"
_HECKLER = r"\([^\W\d_][^()\n:]{2,60}\[[^\[\]\n]{2,40}\]:[^()\n]{1,200}\)"
"""A member's call from the benches, in brackets inside somebody else's speech."""
STAGE = re.compile(
    rf"\\?[\[(]{{1,2}}\s*(?:{_NOTE}|{_CLOCK})\s*[.!…]?\s*\\?[\])]{{1,2}}\.?|{_HECKLER}"
    r"|[♪♫][^♪♫\n]{0,200}[♪♫]?"
    r"|（(?:鼓掌|掌聲|掌声|笑聲|笑声|眾笑|按鈴|在台下|在席位上|不在場|敲槌|進行表決|宣讀[^）]{0,12}|"
    r"宣讀畢|呼喊[^）]{0,10}|休息|[〇零一二三四五六七八九十]{1,3}時(?:[〇零一二三四五六七八九十]{1,3}分)?)）",
    re.IGNORECASE,
)
"""A stage note inside a line or alone in it."""
INAUDIBLE = re.compile(
    r"[\[(（]\s*(?:(?:partly |mostly )?(?:inaudible|indiscernible|unintelligible|unclear|"
    r"inaudibl[eé]\w*)"
    r"|聽不清|听不清|неразборчиво)[^\])）\n]{0,30}[\])）]",
    re.IGNORECASE,
)
"""A mark that words are missing: it stays in the text, where everybody can see the gap."""
DISCLAIMER = re.compile(
    r"authoritative record|rough(?:ly)? edited (?:copy|transcript)|unedited (?:raw )?transcript|"
    r"real-?time (?:captioning|transcript)|inaccuracies or omissions|inaccurate due to inaudible|"
    r"Communication Access Realtime Translation|raw (?:output|transcript)|"
    r"being provided in a rough.?draft format|completeness or (?:the )?accuracy of the transcript|"
    r"verbatim or near-?verbatim|not (?:be )?treated as an? (?:official|authoritative)|"
    r"transcription of an audio (?:recording|file)|transcribing (?:from )?an audio|"
    r"registro autoritativo|transcripci[oó]n de un archivo de audio|transcribed by https?:|"
    r"electronic version of the transcript of a live event|not an official record",
    re.IGNORECASE,
)
SAYS_RECORD = re.compile(
    r"\b(?:transcripts?|transcriptions?|captioning|stenogra\w+|verbatim|oral evidence|hansard|"
    r"narrative minutes|plenary meeting|procès-verbal|compte rendu|séance|diario de (?:los debates|"
    r"sesiones)|transcripci[oó]n|sesión|teleconferencia|plenarprotokoll|stenogra\w+|hearing|"
    r"стенограмм\w*|заседани\w*|засідання|deliberations)\b|محضر|实录|實錄|會議紀錄|会议记录|速记|"
    r"started transcription|otter\.ai",
    re.IGNORECASE,
)
"""A title of what was said at a meeting."""
PAUSE = re.compile(r"^(?:休息|繼續開會|继续开会|散會|散会)[。.]?(?:[（(].{1,20}[）)])?[。.]?$")
"""A Chinese record's lines on its breaks."""
FORMULA = re.compile(
    r"^(?:the (?:meeting|session|sitting) (?:was (?:called to order|suspended|adjourned|resumed|"
    r"opened|closed)|"
    r"rose|resumed|adjourned|concluded|ended)\b.{0,60}|it was so decided|a (?:recorded )?vote "
    r"was taken.{0,40}|"
    r"la séance est (?:ouverte|levée|suspendue).{0,40}|se (?:abre|levanta|suspende) la "
    r"sesión.{0,40}|"
    r"\[?end(?: of (?:transcript|transcription|session|captioning|call|meeting))?\]?|"
    r".{0,60}\b(?:started|stopped) transcription)\.?$",
    re.IGNORECASE,
)
"""A line of the record itself on the course of the meeting."""
PAGE = re.compile(
    r"^(?:page|página|seite)\s*\d+(?:\s*(?:of|/|de|von|из)\s*\d+)?$|^\d{1,4}$", re.IGNORECASE
)
"""A number of a page between the lines of speech."""
BRACKETED = re.compile(r"^(?:\([^()\n]{3,400}\)|\[[^\[\]\n]{3,400}\])\.?$")
"""A line all in round or square brackets: what the clerk or captioner saw."""
NOTE_LINE = re.compile(r"^(?:\*\*.+\*\*|\*[^*\s].*\*|_[^_\s].*_|\[[^\]\n]+\]|\([^()\n]+\))[.!]?$")
"""A line all in bold, italics or brackets: the note of who took minutes."""
MARKUP = re.compile(
    r"(?P<open>!?\[)(?P<words>[^\[\]\n]*)(?P<close>\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?: "
    r"\"[^\"]*\")?\))"
    r"|(?P<mark>\*\*|__|`+|</?[a-z][^<>\n]{0,300}>|\\(?=[^\w\s])|(?<!\w)[*_](?=\w)|(?<=[\w.!?,])[*_](?!\w))",
    re.IGNORECASE,
)
"""Marks of Markdown inside a line: links keep their words, emphasis and code lose their signs."""
_CHINESE_CLOCK = re.compile(
    r"（([〇零一二三四五六七八九十]{1,3})時(?:([〇零一二三四五六七八九十]{1,3})分)?）"
)
_DIGITS = "零一二三四五六七八九"


def chinese_number(written: str) -> int:
    """A number below one hundred written in Chinese ("二十三")."""
    digits = written.replace("〇", "零")
    if "十" not in digits:
        return int("".join(str(_DIGITS.index(d)) for d in digits))
    tens, _, ones = digits.partition("十")
    return 10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0)


def clock_time(words: str) -> float | None:
    """Seconds of the day that a Chinese record prints before a speech, else ``None``."""
    found = _CHINESE_CLOCK.search(words[:40])
    if not found:
        return None
    minutes = chinese_number(found[2]) if found[2] else 0
    return float(chinese_number(found[1]) * 3600 + minutes * 60)
