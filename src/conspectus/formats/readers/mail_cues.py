"""Lines by which mail programs say that what follows, or stands here, is not the sender's words.

In the six languages of the site and a few neighbours; where a program's wording is unknown, its
date, address and colon tell an attribution as well.
"""

from __future__ import annotations

import re

_WROTE = (
    r"wrote|writes|a écrit|écrivait|écrit|escribió|escribio|schrieb|escreveu|ha scritto|"
    r"schreef|skrev|"
    r"пишет|писала?(?:\(-?а\))?|написала?|написал\(-?а\)|написал|写道|写到|寫道|написав|"
    r"كتب|كتبت|كتب/كتبت|تمت كتابة ما يلي بواسطة"
)
WROTE = re.compile(_WROTE, re.IGNORECASE)
ENDS_AS_ATTRIBUTION = re.compile(r"[:：]\s*$|(?:写道|写到|寫道)\s*[:：]?\s*$")
DATED = re.compile(r"[0-9٠-٩]{1,4}\D{0,12}[0-9٠-٩]{1,4}")
TIMED = re.compile(r"[0-9٠-٩]{1,2}[:.][0-9٠-٩]{2}")
ADDRESSED = re.compile(r"<[^<>\s]*@[^<>\s]+>")

FORWARDED = re.compile(
    r"^\W{2,}\s*(?:original message|forwarded message|forwarded by .{1,120}|message d’origine|"
    r"message d'origine|message transféré|message original|mensaje original|mensaje reenviado|"
    r"исходное сообщение|пересылаемое сообщение|пересланное сообщение|原始邮件|转发的邮件|邮件原件|"
    r"الرسالة الأصلية|رسالة معاد توجيهها|ursprüngliche nachricht|weitergeleitete nachricht|"
    r"messaggio originale|mensagem original)\s*\W{2,}$|^begin forwarded message:$|"
    r"^(?:début du message transféré|inicio del mensaje reenviado|"
    r"начало переадресованного сообщения|"
    r"开始转发的邮件|بدء الرسالة المعاد توجيهها)\s*[:：]$",
    re.IGNORECASE,
)
RULE = re.compile(r"^(?:_{20,}|-{20,}|={20,})$")

_FIELDS = {
    "from": "from|de|von|da|van|från|fra|от|发件人|寄件者|من|expéditeur|remitente",
    "sent": (
        "sent|date|envoyé|envoyé le|enviado|enviado el|fecha|gesendet|datum|data|inviato|"
        "отправлено|"
        "дата|发送时间|日期|寄件日期|التاريخ|تم الإرسال|إرسال|تاريخ الإرسال|مرسل"
    ),
    "to": "to|à|a|pour|para|an|кому|收件人|إلى|الى|destinataire",
    "about": "subject|objet|asunto|betreff|oggetto|assunto|тема|主题|主旨|الموضوع",
    "copy": "cc|copie à|копия|抄送|نسخة|importance|reply-to",
}
FIELDS = {
    what: re.compile(rf"^[*\s]*(?:{names})\s*[*\s]*[:：]", re.IGNORECASE)
    for what, names in _FIELDS.items()
}

_BARE = re.compile(
    rf"^[^\W\d_][\w.'’\-]*(?: [\w.'’\-]+){{0,5}} (?:{_WROTE})\s*[:：]$", re.IGNORECASE
)
"""A name and "wrote:", with nothing else; no doubt only where what follows is marked."""
_NAMED_AND_DATED = re.compile(
    r"^(?:on|le|el|em|am|il|den|op|в|на)\b[^:：]{0,40}[0-9]{4}.*[0-9]{1,2}[:.][0-9]{2}\W*"
    rf"(?-i:(?:[AP]M|UTC|GMT)?\W*(?=[A-ZÀ-ÞА-Я])).*(?:{_WROTE})",
    re.IGNORECASE,
)
"""A day, a time and then a name: "the government wrote:" is the beginning of a sentence."""
LIST_FOOTER = re.compile(
    r"mailing list|as a subscriber|to unsubscribe|to be removed from the list|listinfo|"
    r"lista de correo|liste de diffusion|cancelar (?:la|su) suscripci|"
    r"manage (?:your )?subscription|desinscribir|se désabonner",
    re.IGNORECASE,
)
"""What a list adds under every message."""

SIGNATURE = re.compile(r"^--[ \u00a0]?$")
SENT_FROM = re.compile(
    r"^(?:sent (?:from|with|via)|get outlook for|envoyé (?:de|depuis|à partir de|avec)|"
    r"enviado (?:desde|con)|obtener outlook|télécharger outlook|отправлено (?:с|из)|"
    r"простите за краткость, создано|发自我?的?|从我的|从 .{1,40}发送|"
    r"使用 .{1,40}发送|获取 outlook|"
    r"أُ?رسلت (?:من|باستخدام)|تم الإرسال من|gesendet (?:von|mit)|von meinem .{1,30} gesendet|"
    r"inviato da|enviado do)\b.{0,120}$|^(?:发自我的|从我的).{0,40}$",
    re.IGNORECASE,
)
_MOST_OF_DEVICE = 140
_BARE_WIDTH = 60

PICTURE = re.compile(r"^\[(?:cid:|image:|inline image|bild:|image :).{0,120}\]$", re.IGNORECASE)
"""What stands in plain text where a page shows a picture."""

DISCLAIMER = re.compile(
    r"this (?:e-?mail|message|communication).{0,80}(?:confidential|intended (?:only|solely)|"
    r"privileged)|if you (?:are not the intended|have received this (?:e-?mail|message) in error)|"
    r"please consider the environment|ce (?:message|courriel).{0,80}confidentiel|"
    r"este (?:mensaje|correo).{0,80}confidencial|"
    r"(?:это|данное) (?:сообщение|письмо).{0,80}конфиденциал|本邮件.{0,40}保密|"
    r"(?:هذه الرسالة|هذا البريد).{0,80}سري",
    re.IGNORECASE,
)

CLOSING = re.compile(
    r"^\W*(?:(?:with )?(?:kind|kindest|best|warm|warmest) (?:regards|wishes)|best|regards|"
    r"sincerely|"
    r"yours|(?:yours )?(?:sincerely|faithfully|truly)|respectfully|many thanks|thank you|thanks|"
    r"cordialement|bien cordialement|avec nos|salutations|bien à vous|respectueusement|merci|"
    r"atentamente|(?:un )?(?:cordial |afectuoso )?saludos?|saludos cordiales|reciban|cordialmente|"
    r"gracias|с уважением|с наилучшими|с почтением|спасибо|此致|敬礼|顺祝|谨启|祝好|谢谢|"
    r"مع (?:أطيب|خالص|وافر|فائق|التحية|الشكر|تحياتي)|تحياتي|وتفضلوا|شكرا|مع التقدير|"
    r"mit freundlichen grüßen|freundliche grüße|cordiali saluti|atenciosamente)",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"\b(?:tel|tél|phone|mobile?|fax|móvil|тел|факс)\b\.?\s*[:.]?|电话|手机|传真|هاتف|جوال|"
    r"(?:\+\d|\(\d|\b\d)[\d ()./-]{6,}\d|https?://|\bwww\.|\S+@\S+\.\S+",
    re.IGNORECASE,
)


def is_attribution(line: str, *, alone: bool) -> bool:
    """Whether a line says who wrote what follows.

    ``alone``: nothing marks what follows as a quotation; then the line itself must leave no doubt.
    """
    if len(line) > 300 or not ENDS_AS_ATTRIBUTION.search(line):
        return False
    if not alone and len(line) <= _BARE_WIDTH and _BARE.match(line):
        return True
    if not DATED.search(line):
        return False
    has_verb = WROTE.search(line) is not None
    has_address = ADDRESSED.search(_plain(line)) is not None
    if alone:
        is_dated = has_address or _NAMED_AND_DATED.match(_plain(line)) is not None
        return is_dated and TIMED.search(line) is not None
    return has_verb or has_address


def field_of(line: str) -> str:
    """Which field of a head ("from", "sent", "to", "about", "copy") a line is; "" where none."""
    if len(line) > 400:
        return ""
    return next((what for what, pattern in FIELDS.items() if pattern.match(line)), "")


def is_sent_from(line: str) -> bool:
    """Whether a line is what a telephone or program adds by itself."""
    return len(line) <= _MOST_OF_DEVICE and SENT_FROM.match(line) is not None


def _plain(line: str) -> str:
    return re.sub(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", line)
