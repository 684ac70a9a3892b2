"""Words before a colon: who can be a speaker, and what is the label of something else."""

from __future__ import annotations

import re
from collections.abc import Iterable

HAN = re.compile(r"[\u3400-\u9fff]")
_MAX_INITIALS = 4
_MAX_NAME_WORDS = 7
_LABELS = frozenset(
    "note notes abstract keywords example examples background summary recommendation "
    "recommendations principle principles figure table source title date subject re attn tel fax "
    "email e-mail phone contact author authors address theme topic question questions answer "
    "answers "
    "introduction conclusion conclusions contents proposal issue objective http https www "
    "attendance "
    "present presenter presenters regrets agenda location time resolution resolved resolutions "
    "action "
    "actions topics comment status decision decisions response q a ref references see url link "
    "article "
    "section participants participant attendees apologies scribe scribes scribenick any yes no "
    "likewise "
    "also ok okay todo findings labels purpose e-g e.g i.e i-e minutes guest guests delegates "
    "observers "
    "dates maybe opened previous previously in zakim rrsagent tldr tl;dr consensus slides "
    "recording "
    "video audio meeting venue host next aside bridge zoom witness witnesses "
    "key main other follow follow-up "
    "general final opening closing discussion orden asistencia sumario "
    "presidencia lugar fecha hora tema asunto acuerdos participantes asistentes nota ordre "
    "présents excusés absents lieu objet "
    "sommaire présidence hinweis anwesend entschuldigt tagesordnung ort datum thema beschluss "
    "protokoll примечание повестка присутствовали присутствуют дата место тема слушали решили "
    "постановили выступили الرئاسة تمثيل جدول الحضور الغياب التاريخ المكان الموضوع ملاحظة أولا "
    "ثانيا ثالثا المادة".split()
)
_PARTICLES = frozenset(
    "de da do dos das del della di du la le van von der den ter bin al el of and y e i the".split()
)
_HAN_TITLE = (
    r"委員(?!會|会)|委员(?!会)|议员|議員|部長|部长|院長|院长|局長|局长|司長|司长|署長|署长|處長|处长|次長|次长|"
    r"秘書長|秘书长|主任|代表|先生|女士|小姐|博士|教授|大使|会长|會長|发言人|發言人|主持人|召集人"
)
_HAN_SPEAKER = re.compile(
    rf"(?:(?:會議|会议|代理|副|联合|聯合)?主席|主席[（(].{{1,12}}[）)]|院長|院长|司儀|"
    rf"[\w‧·•○Ｏ]{{1,10}}(?:{_HAN_TITLE})[\w‧·•○Ｏ]{{0,6}})"
)
_HAN_LABEL = re.compile(
    r"(?:條文|条文|條|条|意見|意见|名單|名单|者|人|結果|结果|決議|决议|案|修正為|修正为|部分|說明|说明|"
    r"理由|辦法|办法|表|註.?|注.?|團|团|表示|答覆|時間|时间|地點|地点|日期|單位|单位|出席|列席|指出|認為|认为)$"
)
"""What a text, a list or a vote is called, and no one who speaks."""
_HAN_FAMILY = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董潘袁蔡蒋蔣余于"
    "杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏傅方邹鄒熊白孟秦邱侯江尹薛闫閻雷龙龍史陶贺賀顾顧毛郝龚龔"
    "邵万萬覃武钱錢戴严嚴莫孔向常鲁魯葛柯翁"
)
_HAN_ROLE = re.compile(
    r"(?:会议|會議|大会|大會)?(?:主持人|主席|司仪|司儀)|[\u4e00-\u9fff]{0,10}(?:记者|記者)|嘉宾|嘉賓|"
    r"观众|觀眾|听众|聽眾|提问|提問|学生|學生|网友|網友"
)


_UNNAMED = re.compile(
    r"^(?:(?:unknown|unidentified|anonymous|male|female|the(?= \w)|an?(?= \w)|une?(?= \w)|audience|"
    r"other|new|off-?mic|remote|online|virtual|voz|voces)\b\s*)*"
    r"(?:speaker|participant|participation|intervention|comment|questioner|question|audience|member|"
    r"voice|male|female|man|woman|unknown|unidentified|delegate|inaudible|indiscernible|"
    r"intervenant[ea]?|orador[a]?|voz|masculina|femenina|interpreters?|interprete|interprète|"
    r"intérprete|captioner|transcriber|floor|sprecher(?:in)?|teilnehmer(?:in)?|zwischenruf|zuruf|"
    r"locuteur|députée?|senator|deputy|councill?or|sénateur|"
    r"diputad[oa]|from the floor|из зала|з залу|із залу|голоса? из зала|спикер|участник|"
    r"переводчик|记者|記者|提问|提問|观众|觀眾|听众|聽眾|说话人|发言人|صوت|مترجم|المترجم)?"
    r"(?:\s+(?:speaker|participant|member|voice|from the floor))?[\s#]*\d*$",
    re.IGNORECASE,
)


def is_han_speaker(name: str) -> bool:
    """Whether a Chinese label names a person by title: "主席", "林委員政則", "王議員"."""
    return bool(_HAN_SPEAKER.fullmatch(name)) and not _HAN_LABEL.search(name)


def is_han_person(name: str) -> bool:
    """Whether a Chinese label can be a name or a part in an interview: "王明", "记者"."""
    if _HAN_ROLE.fullmatch(name) or is_han_speaker(name):
        return True
    if _HAN_LABEL.search(name):
        return False
    bare = re.split(r"[·•‧・]", name)
    return len(bare) > 1 or (2 <= len(name) <= 4 and name[0] in _HAN_FAMILY)


def is_unnamed(name: str) -> bool:
    """Whether a label says that nobody knows who it is, or that a voice speaks for others."""
    return bool(_UNNAMED.match(name))


def is_label_word(name: str) -> bool:
    """ "Note", "Principle 3", "Privacy and security online": no names of speakers."""
    words = name.split()
    if not words:
        return True
    if HAN.search(name):
        return bool(_HAN_LABEL.search(name))
    if len(words) > _MAX_NAME_WORDS or words[0].casefold() in _LABELS or name[-1].isdigit():
        return True
    return any(
        w.islower() and w.isascii() and (len(w) > 3 or (k and w not in _PARTICLES))
        for k, w in enumerate(words)
        if k or len(words) > 1 or len(w) > 12 or "-" in w
    ) or (len(words) > 1 and words[-1].islower() and words[-1] in _PARTICLES - {"i", "e", "y"})


def shape(name: str) -> str:
    """How a name is written; one that occurs once must be written as those that recur."""
    if name.lower() == name.upper():
        return "uncased"
    if name.isupper():
        return "initials" if len(name) <= _MAX_INITIALS else "capitals"
    if name[0].islower():
        return "small"
    return "words" if " " in name else "word"


def is_misspelt(name: str, often: Iterable[str]) -> bool:
    """Whether ``name`` is one or two slips from a name that recurs ("Sagnwhan", "PeteR")."""
    return any(len(one) > 3 and slips(name, one) <= (1 if len(one) < 6 else 2) for one in often)


def slips(one: str, other: str) -> int:
    """Letters changed, left out, added or exchanged, whatever the case."""
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415 — only transcripts need it

    return DamerauLevenshtein.distance(one.casefold(), other.casefold(), score_cutoff=3)


def parts_of_several(name: str) -> list[str]:
    """ "Rossen and Lea", "Amy, Dan": each of them."""
    return [part.strip() for part in re.split(r"\s*(?:,|&|/|\band\b|、)\s*", name) if part.strip()]
