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
    r"propose|suggest|call|support|endorse|welcome|oppose|reject|advocate|encourage|believe|"
    r"consider|think|"
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
        r"\b(?:doi(?:t|s|vent)\b|devr(?:ai(?:t|ent)|a|ont|ions)\b|devons|fau(?:t|drait|dra)\b|"
        r"il (?:est|serait) (?:essentiel|"
        r"important|nécessaire|indispensable|souhaitable|urgent|crucial|primordial|impératif|"
        r"temps)|"
        r"il n['’]est (?:pas|plus) (?:normal|acceptable|admissible|tolérable|temps)|"
        r"il (?:convient|importe|y a lieu)\b|"
        r"(?:une?|la|le|les) [\w’' -]{3,60} (?:est|sont) à (?:appliquer|prévoir|revoir|proscrire|"
        r"renforcer|privilégier|interdire|supprimer|généraliser|encourager|favoriser|repenser)|"
        r"nous (?:soutenons|appelons|"
        r"recommandons|proposons|demandons|estimons|souhaitons|encourageons|préconisons|invitons|"
        r"considérons|croyons|pensons|refusons|rejetons|insistons|plaidons|saluons|approuvons|"
        r"exigeons|réclamons|suggérons|dénonçons|condamnons|aimerions|voulons|"
        r"nous opposons|sommes (?:favorables|opposés|pour|contre))|mérite(?:nt)?|"
        r"recommande(?:nt)?\b|propose(?:nt)?\b|appelle(?:nt)? à|"
        r"(?:préconise(?:nt)?|défend(?:ons|ent)?)\b|soutien(?:t|nent)|s['’]oppose(?:nt)?|"
        r"demande(?:nt)? (?:que|à|des?|du|une?)\b|"
        r"vous demander de|"
        r"(?:souhait|estim|exig|réclam|rejett)e(?:nt)?\b|"
        r"(?:est|sont) (?:favorables?|opposée?s?|inacceptables?|inadmissibles?) |"
        r"ne (?:peut|saurait)|"
        r"il (?:appartient|incombe|revient) (?:à|aux|au)|mieux\b[^,;]{0,40} que\b)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:debe(?:n|mos|ría|rían|ríamos|rá|rán)?|(?<!lo que )es (?:esencial|importante|"
        r"necesario|indispensable|"
        r"fundamental|imprescindible|urgente|crucial|preciso|hora de|inaceptable)|hay que|"
        r"proponemos|recomendamos|apoyamos|alentamos|animamos|abogamos|sugerimos|demandamos|"
        r"reclamamos|reivindicamos|urgimos|condenamos|invitamos|hacemos un llamad[oa]|"
        r"pedimos|instamos|consideramos|creemos|solicitamos|rechazamos|exhortamos|llamamos|"
        r"nos oponemos|exigimos|estamos (?:a favor|en contra)|deseamos|acogemos|necesitamos|"
        r"recomienda|propone|apoya|insta|defienden?|defendemos|abogan?|se oponen?|exigen?|"
        r"solicitan?|piden? que|rechazan?|"
        r"(?:tiene(?:n)?|tenemos) que|conviene|sería (?:necesario|conveniente|"
        r"deseable)|(?:corresponde|compete|incumbe) (?:a|al)|mejor\b[^,;]{0,40} que)\b",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"\b(?:(?<!como )deve(?:m|mos|ria|riam|ríamos|rá|rão)?|(?<!\bo que )é (?:essencial|"
        r"importante|necessário|imperativo|"
        r"indispensável|fundamental|imprescindível|urgente|crucial|inaceitável)|há que|propomos|"
        r"recomendamos|sugerimos|reivindicamos|repudiamos|entendemos|esperamos|convidamos|"
        r"requeremos|gostaríamos de|requerer|precisa(?:m|mos)?|"
        r"apoiamos|pedimos|instamos|consideramos|acreditamos|solicitamos|rejeitamos|exortamos|"
        r"apelamos|opomo-nos|exigimos|somos (?:a favor|contra)|desejamos|"
        r"defende(?:m|mos)?|recomenda|"
        r"propõe|apoia|insta|opõem?-se|exigem?|solicitam?|pedem? que|rejeitam?|"
        r"(?:tem|têm|temos) (?:que|de)|é preciso|seria (?:necessário|conveniente|desejável)|"
        r"(?:cabe|compete|incumbe) (?:a|ao|à|aos|às)|melhor\b[^,;]{0,40} (?:do )?que)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?:должн[аоы]?\b(?! был)|должен\b(?! был)|следует|необходим[аоы]?\b|нужно|важно|нельзя|"
        r"призыва(?:ем|ет)|"
        r"предлага(?:ем|"
        r"ет)|поддержива(?:ем|ет)|рекоменду(?:ем|ет)|считаем|считает|выступа(?:ем|ет)|"
        r"требу(?:ем|ет|ется)|просим\b|осуждаем|"
        r"недопустим|неприемлем|целесообразн|надлежит|лучше[^.;]{0,40} чем|"
        r"настаива(?:ем|ет)|\bнадо\b|нужн[аы]\b|нужен\b|обязан|"
        r"(?:предлага|поддержива|счита|выступа|призыва|настаива|рекоменду|требу)ю\b)",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?<!\w)[وفس]?(?:يجب|ينبغي|لا بد|لا يجوز|يلزم|يتعين|يتطلب|تتطلب|من (?:الضروري|المهم|"
        r"الواجب|اللازم|الأساسي|غير المقبول)|ضرورة|"
        r"(?:ندعو|نوصي|نقترح|نؤيد|نطالب|نرى|نعتقد|ندعم|نؤكد|نرفض|نعارض|نحث|نناشد|نشدد|ندين|نستنكر|"
        r"نطلب|نأمل|نشجع|نلتمس|نهيب)(?:كم|هم|ها|ه)?|"
        r"ت(?:دعو|وصي|ؤيد|قترح|رى|طالب|حث|ناشد))(?!\w)"
    ),
    "zh": re.compile(
        r"应[当该]|應[當該]|必[须須]|(?<![无無])[须須](?!知)|需要(?!的)|[有亟]?必要|亟需|"
        r"(?:建[议議]|呼[吁籲]|支持|主[张張]|反[对對]|提[议議]|倡[议議])(?![书書稿案人者函]|[。\s]*$)|"
        r"[认認][为為]|敦促|促[请請]|不[得宜]|鼓[励勵]|希望|"
        r"(?<![反相适適供效响響呼感照顺順回因答接策对對])[应應]"
        r"(?![用急答邀聘届屆试試变變运運声聲])"
        r"(?![对對](?!.{0,16}(?:进行|進行|予以|加以|作出|实施|實施|给予|給予|承担|承擔)))|"
        r"(?:^|[，,。；;、]|我们|我們|本[会會人]|特此|[强強]烈|[并並亦也均])要求"
    ),
}

_VALUES: Final[dict[str, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:contrevien(?:t|nent)|porte(?:nt)? atteinte|inacceptables?|inadmissibles?|injustes?|"
        r"insuffisant(?:e?s?)|dangereu(?:x|ses?)|est une (?:faute|erreur)|pose(?:nt)? de graves|"
        r"trop (?:peu|faibles?|chers?|lente?s?|clément\w*))\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:contravienen?|vulneran?|atentan? contra|inaceptables?|injust[oa]s?|insuficientes?|"
        r"es un (?:error|peligro)|constituyen? un (?:\w+ )?(?:peligro|riesgo))\b",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"\b(?:contrariam?|violam?|ferem?|atentam? contra|inaceitáve(?:l|is)|injust[oa]s?|"
        r"insuficientes?|é um (?:erro|perigo)|não (?:é|são) negociáve(?:l|is))\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?:не соответству(?:ет|ют)|противореч(?:ит|ат)|наруша(?:ет|ют)|несправедлив|недостаточн|"
        r"опасн[оаы]?\b|поставит под удар)",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?:غير (?:مقبول|عادل|كاف|مبرر)|يشكل خطر|تشكل خطر|يتعارض مع|تتعارض مع|انتهاكا)"
    ),
    "zh": re.compile(
        r"不公[平正]|不合理|不可接受|不能接受|侵犯|[违違]反|[严嚴]重[侵损損]害|不利[于於]"
    ),
}
"""Words that find something good or bad without asking for anything."""
_RELATIVE: Final[dict[str, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:les?|la|des?|l['’]) ?[\w-]+ (?:que|qui) (?:\w+ )?d(?:oi|ev)\w+", re.IGNORECASE
    ),
    "es": re.compile(
        r"\b(?:el|la|los|las|del|un|una|unos|unas) \w+ que (?:\w+ )?deb\w+", re.IGNORECASE
    ),
    "pt": re.compile(r"\b(?:[oa]s?|d[oa]s?|uma?s?) \w+ que (?:\w+ )?dev\w+", re.IGNORECASE),
}
"""A duty told of a thing in passing: "the part that States must play is much discussed"."""
_MARKED: Final = re.compile(
    r"«[^«»]{12,}»|“[^“”]{12,}”|「[^「」]{8,}」|『[^『』]{8,}』|\"[^\"]{12,}\""
)
"""Words between quotation marks: somebody's, or the name of a thing."""
_VOWEL_SIGNS: Final = re.compile("[\u0640\u064b-\u0652]")
"""Of Arabic, what is written above and below its letters, and what stretches them."""


def states_a_norm(text: str, language: str) -> bool:
    """Whether a cue of ``language`` stands in ``text``; ``False`` for languages without lexicon.

    In the other languages none counts that stands between quotation marks.
    """
    if language == "en":
        return bool(_ENGLISH.search(text))
    pattern = _CUES.get(language)
    if pattern is None:
        return False
    bare = _VOWEL_SIGNS.sub("", _MARKED.sub(" ", text))
    return bool(pattern.search(bare))


def states_a_value(text: str, language: str) -> bool:
    """Whether a sentence of one of the other languages finds something good or bad."""
    pattern = _VALUES.get(language)
    return bool(pattern and pattern.search(_MARKED.sub(" ", text)))


def norm_in_passing(text: str, language: str) -> bool:
    """Whether the only norm of a sentence stands in a relative clause of one of its nouns."""
    pattern = _RELATIVE.get(language)
    if pattern is None or not pattern.search(text):
        return False
    return not states_a_norm(pattern.sub(" ", text), language)
