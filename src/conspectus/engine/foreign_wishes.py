"""Wishes in other languages that no verb of wishing tells: "Créer un fonds …", "Criação de …".

An infinitive or a bare noun of action that opens a sentence or an item asks for what it names,
unless what stands above it tells of a law, of others, of a body's own work or of what is refused.
"""

from __future__ import annotations

import re
from typing import Final

from conspectus.engine.relayed_foreign import relays_in


def _opening(words: str, rest: str = r"\b", article: str = "") -> re.Pattern[str]:
    return re.compile(rf"^\W{{0,3}}{article}(?:{'|'.join(words.split())}){rest}", re.IGNORECASE)


_INFINITIVES: Final[dict[str, re.Pattern[str]]] = {
    "fr": _opening(
        """abolir abroger accélérer accompagner accorder accroître adapter adopter aider améliorer
        appliquer arrêter assurer augmenter autoriser baisser bannir combattre conserver
        constitutionnaliser construire contrôler convoquer créer démocratiser développer diminuer
        donner doter durcir encadrer encourager engager établir étendre éviter exclure exiger
        faciliter favoriser financer fixer former garantir généraliser imposer inciter inclure
        inscrire installer instaurer instituer intégrer interdire intervenir introduire investir
        isoler lancer libérer limiter lutter maintenir mettre modifier moderniser monter obliger
        offrir organiser ouvrir pencher permettre plafonner pénaliser préciser prendre
        préserver prévoir privilégier prolonger promouvoir protéger publier punir rappeler
        reconnaître redonner
        réduire réformer réglementer réguler relancer relever rémunérer remplacer rendre renforcer
        repenser respecter restaurer rétablir revoir sanctionner sécuriser sensibiliser séparer
        simplifier soutenir stopper supprimer taxer transformer valoriser veiller""",
        article=r"(?:ne (?:pas|plus) |mieux |se |s['’])?",
    ),
    "es": _opening(
        """abrir adoptar ampliar apoyar aprobar asegurar aumentar capacitar construir contar
        contemplar crear definir derogar desarrollar diseñar dotar educar elaborar eliminar
        establecer evitar exigir facilitar financiar fomentar formar fortalecer garantizar generar
        impedir implementar impulsar incentivar incluir incorporar incrementar integrar invertir
        limitar mantener mejorar modificar permitir potenciar priorizar prohibir promover proteger
        publicar reconocer recuperar reducir reformar reforzar regular respetar revisar sancionar
        simplificar suprimir velar""",
        article="(?:no )?",
    ),
    "pt": _opening(
        """abrir adotar alterar ampliar apoiar aprimorar aprovar assegurar aumentar capacitar
        construir criar definir desenvolver disponibilizar elaborar eliminar estabelecer estimular
        evitar exigir facilitar financiar fomentar fortalecer garantir impedir implantar implementar
        incentivar incluir integrar investir limitar manter melhorar oferecer permitir priorizar
        proibir promover proteger publicar reconhecer reduzir reforçar reformar regulamentar
        respeitar revisar revogar simplificar suprimir vedar""",
        article="(?:não )?",
    ),
    "ru": _opening(
        """ввести внести возложить восстановить гарантировать дополнить закрепить заменить запретить
        защитить изложить изменить исключить обеспечить обязать ограничить организовать определить
        отменить повысить поддержать поддерживать предоставить предусмотреть прекратить признать
        принять провести развивать разработать разрешить расширить рассмотреть снизить создать
        сократить сохранить увеличить упростить усилить усовершенствовать установить учитывать
        учредить""",
        article="(?:не |также )?(?:допускать |допустить )?",
    ),
    "zh": re.compile(
        r"^\W{0,3}(?:建立|加[强強]|完善|推[动動]|健全|制[定訂订]|[设設]立|保[障护護]|[确確]保|促[进進]|提[高升]|"
        r"[扩擴]大|禁止|取消|降低|[减減]少|落[实實]|增加|明[确確]|[规規]范|規範|[尽盡]快|加快|尊重|修[订訂改]|"
        r"[删刪]除|公[开開]|[启啟][动動]|[强強]化)(?![了着過过])"
    ),
}
"""Verbs of doing that open a sentence in the infinitive (in Chinese: without a subject)."""
_THAT: Final[dict[str, re.Pattern[str]]] = {
    "fr": re.compile(r"^\W{0,3}Que (?:les?|la|l['’]|chaque|tou\w+|nul)"),
    "es": re.compile(r"^\W{0,3}Que (?:se|l[ao]s?|el|no|tod[ao]s?|cada)\b"),
    "pt": re.compile(r"^\W{0,3}Que (?:se|[ao]s?|não|tod[ao]s?|cada)\b"),
}
"""A wish in the subjunctive: "Que las tarifas bajen"."""
_OF: Final = r" (?:\w+ )?(?:d[eou]s?|d['’]\w+|aux?|[àa]|del|da|nos?|nas?)\b"
_ACTIONS: Final[dict[str, re.Pattern[str]]] = {
    "fr": _opening(
        """abolition abrogation accélération arrêt augmentation baisse contrôle création
        développement diminution encadrement extension fermeture fin généralisation gratuité
        instauration interdiction limitation maintien mise moratoire obligation ouverture
        plafonnement prise promotion protection réduction rééquilibrage reconnaissance
        réinstauration renforcement rénovation réouverture respect rétablissement simplification
        soutien suppression taxation transparence""",
        rf"(?:{_OF}| en (?:place|compte|œuvre|oeuvre)\b)",
    ),
    "es": _opening(
        """abolición ampliación apoyo aumento creación derogación desarrollo eliminación
        establecimiento fin fomento fortalecimiento garantía gratuidad implementación incorporación
        inclusión inicio mejora moratoria prohibición promoción protección reconocimiento reducción
        reforma regulación respeto supresión transformación transparencia""",
        _OF,
    ),
    "pt": _opening(
        """adequação ampliação apoio aumento criação desenvolvimento eliminação estabelecimento fim
        fomento fortalecimento garantia gratuidade implementação inclusão incentivo investimento
        isenção melhoria moratória proibição promoção proteção reconhecimento redução reforma
        regulamentação respeito revogação separação supressão transparência""",
        _OF,
    ),
    "ar": re.compile(
        r"^\W{0,3}و?(?:ضرورة|إنشاء|تعزيز|تطوير|ضمان|حماية|إلغاء|تعديل|وضع|إقرار|منع|حظر|دعم|تشجيع|"
        r"توفير|إيقاف|وقف|اعتماد|تمكين|تفعيل|خفض|إلزام|الإفراج|إطلاق|احترام|إيجاد)(?!\w)"
    ),
}
"""Nouns of action without an article, with what they are done to: a title, or what is wanted."""
_ASKING: Final[dict[str, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:nous (?:proposons|recommandons|demandons|préconisons|suggérons|souhaitons|appelons|"
        r"exigeons|réclamons|invitons)|je (?:propose|recommande|demande|suggère|souhaite)|"
        r"(?:nos|mes|notre|ma) (?:propositions?|recommandations?|demandes?)|"
        r"^(?:propositions?|recommandations?|demandes))\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:proponemos|recomendamos|pedimos|solicitamos|exigimos|sugerimos|demandamos|instamos|"
        r"propongo|recomiendo|pido|solicito|nuestr[ao]s? (?:propuestas?|recomendaci\w+|peticiones)|"
        r"^(?:propuestas|recomendaciones|peticiones|demandas))\b",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"\b(?:propomos|recomendamos|pedimos|solicitamos|exigimos|sugerimos|reivindicamos|"
        r"requeremos|proponho|recomendo|peço|sugiro|noss[ao]s? (?:propostas?|recomendaç\w+|"
        r"pedidos)|"
        r"^(?:propostas|recomendações|reivindicações|demandas))\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?:предлагаем|рекомендуем|просим|требуем|призываем|предлагаю|прошу|считаем необходимым|"
        r"наши (?:предложения|рекомендации|требования)|^(?:предложения|рекомендации|требования)\b)",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"(?:نقترح|نوصي|نطالب|ندعو|نطلب|^\W*(?:التوصيات|توصيات|مطالب|مقترحات))"),
    "zh": re.compile(r"(?:建[议議]|呼[吁籲]|主[张張]|提出[以如]下|[诉訴]求|倡[议議])"),
}
"""Lead-ins under which every item is wanted, in whatever form."""
_OBLIGES: Final[dict[str, re.Pattern[str]]] = {
    "fr": re.compile(
        r"^(?:afin|pour)\b|\b(?:il (?:faut|convient|importe)|doi(?:t|vent)|devrai)", re.IGNORECASE
    ),
    "es": re.compile(
        r"^(?:a fin|para)\b|\b(?:hay que|debe|es (?:necesario|preciso))", re.IGNORECASE
    ),
    "pt": re.compile(
        r"^(?:a fim|para)\b|\b(?:há que|deve|é (?:necessário|preciso))", re.IGNORECASE
    ),
    "ru": re.compile(
        r"^(?:чтобы|в целях|с целью)\b|(?:необходимо|следует|нужно|должн)", re.IGNORECASE
    ),
    "ar": re.compile(r"(?:يجب|ينبغي|لا بد|من أجل|من الضروري)"),
    "zh": re.compile(r"(?:[应應][当當该該]|必[须須]|需要|[为為]了)"),
}
_REFUSES: Final[dict[str, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:refus|rejet|dénonç|condamn|inqui[ée]t|nous oppos|pas\b|contre :)", re.IGNORECASE
    ),
    "es": re.compile(r"\b(?:rechaz|conden|preocup|opone|contra\b|no\b)", re.IGNORECASE),
    "pt": re.compile(r"\b(?:rejeit|conden|preocup|repudi|opomo|contra\b|não\b)", re.IGNORECASE),
    "ru": re.compile(r"\b(?:против|отверга|осужда|не\b)", re.IGNORECASE),
    "ar": re.compile(r"(?<!\w)و?(?:نرفض|نعارض|ندين|لا|عدم|ضد|قلق\w*)(?!\w)"),
    "zh": re.compile(r"反[对對]|不|拒[绝絕]|批[评評]|[担擔][忧憂]"),
}
"""Lead-ins and headings over what is not wanted."""
_OF_OTHERS: Final = re.compile(
    r"\b(?:contexte|rappel|historique|état des lieux|(?:nos|les|notre) missions?|à propos|"
    r"qui sommes|ce que (?:dit|prévoit)|objet de l|constat|contexto|antecedentes|quiénes somos|"
    r"misión|marco (?:legal|normativo)|quem somos|sobre nós|missão|контекст|история|о нас|справка)|"
    r"(?:السياق|خلفية|من نحن|مهمتنا)|背景|[现現][状狀]|[关關]于我[们們]|[关關]於我[们們]",
    re.IGNORECASE,
)
"""Headings of what is told: how matters stand, and what a body does."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


def wishes_by_its_form(
    text: str, language: str, *, lead: str = "", heading: str = "", listed: bool, first: bool
) -> bool:
    """Whether a sentence without a word of wishing asks for what it names.

    ``lead``: the sentence that introduces it; ``heading``: the innermost one above it;
    ``listed``: whether it is an item; ``first``: whether it opens its paragraph.
    """
    refuses = _REFUSES.get(language)
    if refuses is None or _OF_OTHERS.search(heading) or text.rstrip()[-1:] in "?？؟:：":
        return False
    if refuses.search(heading):
        return False
    if lead.rstrip()[-1:] in (":", "："):
        if refuses.search(lead) or relays_in(lead, language):
            return False
        asked = _ASKING.get(language)
        if asked and asked.search(lead):
            return True
        obliges = _OBLIGES.get(language)
        if not (obliges and obliges.search(lead)) and not _acts(lead, language):
            return False
    elif lead and not (listed or _acts(lead, language)):
        return False
    return _acts(text, language, named=listed or first)


def _acts(text: str, language: str, *, named: bool = True) -> bool:
    """Whether it opens with a verb of doing or, where ``named``, with a bare noun of action."""
    if language == "zh" and not named:
        return False
    verbs = (_INFINITIVES.get(language), _THAT.get(language))
    if any(pattern and pattern.search(text) for pattern in verbs):
        return True
    noun = _ACTIONS.get(language)
    return bool(named and noun and noun.search(text) and not _YEAR.search(text))
