"""Chinese records: what the chair says without a label, and what is a document that was read."""

from __future__ import annotations

import re

_PRESIDING = re.compile(
    r"^(?:報告院會|报告院会|現在(?:進行|處理|休息|散會|繼續|宣讀|開會|討論|请|請|已經)|现在(?:进行|处理|休息|散会|继续|开会|请)|"
    r"請問院會|请问院会|宣讀(?:第|。|審查|協商|條文)|進行(?:第|討論|報告|處理)|进行(?:第|讨论)|繼續(?:報告|進行|處理|開會)|"
    r"继续(?:报告|进行)|臨時提案已|本次會議|散會|散会|請.{1,12}(?:發言|說明|答覆|詢答|質詢)|请.{1,12}(?:发言|说明|答复)|"
    r"下面请|针对.{0,20}有無異議|有無異議)"
)
_PRESIDING_ANYWHERE = re.compile(r"請問院會|有無異議|请问院会|有无异议|現在休息|現在散會")
_GOES_ON = re.compile(
    r"^(?:針對|既有異議|本案|本條|無異議|既|如|若|各位|接著|接下來|首先|謝謝|谢谢|好)"
)
_DOCUMENT = re.compile(
    r"^(?:本院委員|本院[\w‧]{1,12}委員|第[〇零一二三四五六七八九十百千]+(?:條|章|節|编|编|款|"
    r"條之[一二三四五六七八九十]+)(?:　|\s|$)|"
    r"[\w、‧]{1,20}(?:條文|名單|意見|動議|決議|說明|理由|提案人|連署人|贊成者|反對者|棄權者|註[一二三四五六七八九十]?)(?:：|$)|"
    r"(?:案由|說明|提案人|連署人|註[一二三四五六七八九十])：|附帶決議$|表決結果)"
)
_CHAIR = re.compile(r"主席|院長|议长|議長|主持人")
_MAX_FORMULA = 120


def presides(speaker: str) -> bool:
    """Whether a label of a Chinese record is the chair's."""
    return bool(_CHAIR.search(speaker))


def is_presiding(words: str) -> bool:
    """Whether a line without a label is one that only the chair says."""
    if len(words) > _MAX_FORMULA * 2:
        return False
    return bool(_PRESIDING.match(words) or _PRESIDING_ANYWHERE.search(words))


def speech_goes_on(words: str) -> bool:
    """Whether a line behind the chair's words can be more of them, and no text that is read."""
    return len(words) <= _MAX_FORMULA and bool(_GOES_ON.match(words)) and not is_document(words)


def is_document(words: str) -> bool:
    """Whether a line begins a bill, a motion or a list: read or printed, and no speech."""
    return bool(_DOCUMENT.match(words))
