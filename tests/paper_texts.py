"""The invented consultation behind ``factories_paper``: who wrote, what they said, how it reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Contributor:
    id: str
    name: str
    group: str
    region: str
    country: str | None
    title: str
    file: str
    language: str = "en"
    label: str = ""
    holder_kind: str = "organisation"
    kind: str = "contribution"
    channel: str = "written"
    received: str = "2031-05-12"
    late: bool = False
    opening: str = "We thank the Secretariat for this opportunity to contribute."
    before: str = "In the light of the questions put by the Secretariat, our position is as follows."
    after: str = "We remain at the disposal of the Forum for any further exchange on this point."


@dataclass(frozen=True)
class Claim:
    key: str
    text: str
    held: tuple[tuple[str, ...], ...] = ()
    footnote: str | None = None
    stance: str = "for"
    kind: str = "view"
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outline:
    id: str
    heading: str
    paragraphs: tuple[tuple[str, tuple[str, ...]], ...]
    part: str | None = None
    themed: bool = True


CONTRIBUTORS = (
    Contributor("aurora", "Aurora Institute for Open Networks", "academia", "Western Europe",
        "Estmark", "Foundations of open networks", "aurora-institute.pdf"),
    Contributor("harbour", "Harbour Cities Network", "civil society", "Asia", "Lanqua",
        "What harbour cities need from the Forum", "harbour_cities.docx"),
    Contributor("valdoria", "Republic of Valdoria", "governments", "Africa", "Valdoria",
        "Comments of the Republic of Valdoria on the agenda of the Forum", "valdoria.pdf",
        label="the Republic of Valdoria"),
    Contributor("estmark", "Kingdom of Estmark", "governments", "Western Europe", "Estmark",
        "Non-paper on the evolution of the Forum", "estmark-nonpaper.odt",
        label="the Kingdom of Estmark"),
    Contributor("union", "Pan-Meridian Union", "intergovernmental organizations", "Africa", None,
        "Common position of the member States", "pmu.pdf",
        label="the Pan-Meridian Union on behalf of its member States"),
    Contributor("iasiix",
        "International Association of Small Island Internet Exchange Operators and Regional "
        "Peering Coordinators", "technical community", "Oceania", None,
        "Exchange points on small islands: experience and proposals", "IASIIX final(2).docx"),
    Contributor("sahel", "Sahel Women Online", "civil society", "Africa", "Valdoria",
        "Access is not a cable", "sahel-women.html"),
    Contributor("camara", "Cámara Digital del Sur", "private sector", "Latin America", "Corrientes Nuevas",
        "Aportes de la Cámara Digital del Sur", "camara.rtf", language="es",
        opening="Agradecemos a la Secretaría la oportunidad de contribuir.",
        before="En respuesta a las preguntas de la Secretaría, nuestra posición es la siguiente.",
        after="Quedamos a disposición del Foro para cualquier aclaración."),
    Contributor("reseau", "Réseau francophone des bibliothèques numériques", "civil society",
        "Western Europe", "Belcour", "Contribution du Réseau", "reseau.docx", language="fr",
        opening="Nous remercions le Secrétariat de cette occasion de contribuer.",
        before="En réponse aux questions du Secrétariat, notre position est la suivante.",
        after="Nous restons à la disposition du Forum pour tout échange complémentaire."),
    Contributor("nakhil", "جمعية النخيل للمعرفة الرقمية", "civil society", "Western Asia", "Qasr",
        "مساهمة جمعية النخيل في مشاورات المنتدى", "nakhil.docx", language="ar",
        label="جمعية النخيل للمعرفة الرقمية (Palm Association for Digital Knowledge)",
        opening="نشكر الأمانة على هذه الفرصة للمساهمة.",
        before="وردا على أسئلة الأمانة فإن موقفنا هو الآتي.",
        after="ونبقى رهن إشارة المنتدى لأي تبادل آخر."),
    Contributor("yunqiao", "云桥互联网研究中心", "academia", "Asia", "Lanqua",
        "关于开放网络治理的意见", "yunqiao.txt", language="zh",
        label="云桥互联网研究中心 (Yunqiao Internet Research Centre)",
        opening="感谢秘书处给予我们提交意见的机会。", before="针对秘书处的问题,我们的立场如下。",
        after="我们愿就此继续交流。"),
    Contributor("sever", "Союз сетевых инженеров Севера", "technical community", "Eastern Europe",
        "Norska", "Предложения к повестке дня Форума", "sever.doc", language="ru",
        label="Союз сетевых инженеров Севера (Union of Network Engineers of the North)",
        opening="Благодарим Секретариат за возможность участвовать.",
        before="В ответ на вопросы Секретариата наша позиция такова.",
        after="Мы готовы к дальнейшему обмену мнениями."),
    Contributor("marten", "Ilse Marten", "civil society", "Western Europe", "Belcour",
        "Twelve remarks from a long-time participant", "marten.txt",
        label="Ilse Marten (in a personal capacity)", holder_kind="person"),
    Contributor("telvanor", "Telvanor Communications", "private sector", "North America", "Marlow",
        "Telvanor Communications: response to the call", "telvanor_response.pdf"),
    Contributor("joint", "Aurora Institute for Open Networks and Harbour Cities Network",
        "civil society", "global", None, "Joint statement on participation", "joint.md",
        holder_kind="joint"),
    Contributor("letters", "Keep Our Lines Open", "civil society", "North America", "Marlow",
        "Keep our lines open", "letters.mbox", holder_kind="campaign",
        label="Keep Our Lines Open (a campaign of 240 identical letters)"),
    Contributor("root", "Board of the Root Keepers Foundation", "technical community", "global", None,
        "Intervention at the open consultation", "consultation-1.vtt", kind="intervention",
        channel="room", received="2031-05-20"),
    Contributor("plover", "Plover Bay Chamber of Mines", "private sector", "Oceania", "Plover Bay",
        "Annual report", "plover.pdf"),
    Contributor("lagoon", "Lagoon School Parents", "civil society", "Oceania", "Plover Bay",
        "Late remarks", "lagoon.txt", received="2031-06-20", late=True),
)

_ALL_SIX = (
    ("aurora", "the Forum should keep its open and inclusive character"),
    ("harbour", "the Forum should keep its open and inclusive character"),
    ("estmark", "It should keep its open and inclusive character"),
    ("iasiix", "The Forum should keep its inclusive and open character"),
    ("sahel", "the Forum should keep its open and inclusive character for all"),
    ("telvanor", "we hold that the Forum should keep its open and inclusive character"),
    ("marten", "The Forum should by all means keep its open and inclusive character"),
)

CLAIMS = (
    # Introduction
    Claim("i1", "This paper summarizes 18 contributions and one intervention from 19 contributors.", kind="frame"),
    Claim("i2", "It was prepared from the record of the consultation; every sentence that states a view "
        "leads to the words it came from.", kind="frame"),
    Claim("i3", "The full texts of all contributions are published with this paper.", kind="frame",
        footnote="The addresses of the full texts are given in Annex I."),
    Claim("i4", "Degree words are counted, not chosen.", kind="frame",
        footnote="See Annex V for the counts behind each word."),
    # General comments
    Claim("g1", "Most contributors (e.g. Harbour Cities Network, the Kingdom of Estmark, Sahel Women Online, "
        "Telvanor Communications) held that the Forum should keep its open and inclusive character.",
        _ALL_SIX, "Aurora Institute for Open Networks; Harbour Cities Network; International Association of "
        "Small Island Internet Exchange Operators and Regional Peering Coordinators; Kingdom of Estmark; "
        "Ilse Marten (in a personal capacity); Sahel Women Online; Telvanor Communications.",
        named=("aurora", "estmark", "harbour", "iasiix", "marten", "sahel", "telvanor")),
    Claim("g2", "Two contributions (the Pan-Meridian Union on behalf of its member States, the Republic of "
        "Valdoria) called for development to be treated as a theme of its own.",
        (("union", "development must be treated as a theme of its own"),
         ("valdoria", "we call for development to be treated as a theme of its own")),
        "Pan-Meridian Union, para. 4; Republic of Valdoria, para. 2."),
    Claim("g3", "One contribution (Ilse Marten) stated that “a forum that only talks will, in the end, talk only to itself”.",
        (("marten", "a forum that only talks will, in the end, talk only to itself"),), "Ilse Marten, remark 3."),
    Claim("g4", "Several contributors (Aurora Institute for Open Networks, Harbour Cities Network, Sahel Women "
        "Online) referred to the national and regional initiatives.",
        (("aurora", "the national and regional initiatives have grown without a plan"),
         ("harbour", "the national and regional initiatives report to nobody"),
         ("sahel", "our members meet in the national and regional initiatives")),
        "See also the joint statement, contribution 15.", kind="topic"),
    # Critical resources
    Claim("c1", "One contribution (جمعية النخيل للمعرفة الرقمية) stated that “ينبغي أن تكون إدارة الموارد الحيوية شفافة وخاضعة للمساءلة أمام الجميع” (in Arabic; translation pending).",
        (("nakhil", "ينبغي أن تكون إدارة الموارد الحيوية شفافة وخاضعة للمساءلة أمام الجميع"),),
        "جمعية النخيل للمعرفة الرقمية (Palm Association for Digital Knowledge), contribution 10."),
    Claim("c2", "One contribution (云桥互联网研究中心) stated that “关键互联网资源的管理应当由各国平等参与” (in Chinese; translation pending).",
        (("yunqiao", "关键互联网资源的管理应当由各国平等参与"),),
        "云桥互联网研究中心 (Yunqiao Internet Research Centre), contribution 11."),
    Claim("c3", "The Union of Network Engineers of the North (Союз сетевых инженеров Севера) proposed that "
        "“распределение адресов IPv6 должно оставаться в руках региональных регистратур”.",
        (("sever", "распределение адресов IPv6 должно оставаться в руках региональных регистратур"),),
        "Союз сетевых инженеров Севера, contribution 12."),
    Claim("c4", "One speaker (Board of the Root Keepers Foundation) cautioned against changes to the root zone "
        "without prior testing.", (("root", "I caution against any change to the root zone without prior testing"),),
        "Open consultation, 20 May 2031 (transcript)."),
    Claim("l0", "The Republic of Valdoria listed the following among its proposals:",
        (("valdoria", "We submit the following proposals to the Forum"),), "Republic of Valdoria, section III."),
    Claim("l1", "“training in the management of critical resources for officials of developing countries”;",
        (("valdoria", "training in the management of critical resources for officials of developing countries"),),
        "Republic of Valdoria, proposal 1."),
    Claim("l2", "“a discussion on the distribution of addresses within the Forum”;",
        (("valdoria", "a discussion on the distribution of addresses within the Forum"),), "Republic of Valdoria, proposal 2."),
    Claim("l3", "“an annual report by the operators of the root servers”.",
        (("valdoria", "an annual report by the operators of the root servers"),), "Republic of Valdoria, proposal 3."),
    # Access
    Claim("a1", "Four of the seven contributors that addressed this (Harbour Cities Network, the Republic of "
        "Valdoria, Sahel Women Online, Telvanor Communications) recommended that affordable access be measured "
        "every year.",
        (("harbour", "affordable access should be measured every year"),
         ("valdoria", "We recommend that affordable access be measured every year"),
         ("sahel", "affordable access needs to be measured every year, by district and by sex"),
         ("telvanor", "We recommend that affordable access be measured every year")),
        "Harbour Cities Network; Republic of Valdoria; Sahel Women Online; Telvanor Communications."),
    Claim("a2", "Sahel Women Online stressed that “a cable that ends at the capital is not access”.",
        (("sahel", "a cable that ends at the capital is not access"),), "Sahel Women Online, p. 1."),
    Claim("a3", "The International Association of Small Island Internet Exchange Operators and Regional Peering "
        "Coordinators proposed a fund for exchange points on islands with fewer than 50,000 inhabitants.",
        (("iasiix", "we propose a fund for exchange points on islands with fewer than 50,000 inhabitants"),),
        "International Association of Small Island Internet Exchange Operators and Regional Peering "
        "Coordinators, section 5."),
    Claim("a4", "Cámara Digital del Sur held that “la competencia, y no el subsidio, ha reducido los precios en la región” (in Spanish).",
        (("camara", "la competencia, y no el subsidio, ha reducido los precios en la región"),), "Cámara Digital del Sur, p. 3."),
    Claim("a5", "Telvanor Communications supported public subsidies only where no operator is willing to invest.",
        (("telvanor", "we support public subsidies only where no operator is willing to invest"),), "Telvanor Communications, p. 6.",
        stance="conditional"),
    Claim("a6", "Keep Our Lines Open (a campaign of 240 identical letters) opposed charges on rural lines.",
        (("letters", "We oppose charges on rural lines"),), "One campaign, 240 copies, counted as one voice."),
    # Diversity
    Claim("d1", "Réseau francophone des bibliothèques numériques called for “des corpus libres dans toutes les langues du Forum, y compris les langues sans État” (in French).",
        (("reseau", "des corpus libres dans toutes les langues du Forum, y compris les langues sans État"),),
        "Réseau francophone des bibliothèques numériques, point 2."),
    Claim("d2", "Two contributors (Réseau francophone des bibliothèques numériques, Sahel Women Online) proposed "
        "that interpretation be provided in workshops.",
        (("reseau", "nous proposons que l'interprétation soit assurée dans les ateliers", "x"),
         ("sahel", "we propose that interpretation be provided in workshops")),
        "Réseau francophone des bibliothèques numériques (in French); Sahel Women Online."),
    Claim("d3", "One contribution (Ilse Marten) described the present interpretation as “six languages in the "
        "hall, one in the corridor”.",
        (("marten", "six languages in the hall, one in the corridor"),), "Ilse Marten, remark 7."),
    Claim("d4", "Aurora Institute for Open Networks suggested a register of multilingual domain names.",
        (("aurora", "The Institute suggests a register of multilingual domain names"),), "Aurora Institute for Open Networks, section 4."),
    # Openness
    Claim("o1", "Three of the five contributors that addressed this (Aurora Institute for Open Networks, Harbour "
        "Cities Network, Ilse Marten) held that publicly funded standards should be free of charge.",
        (("aurora", "standards paid for by the public should be free of charge"),
         ("harbour", "publicly funded standards should be free of charge"),
         ("marten", "publicly funded standards should be free of charge")),
        "Aurora Institute for Open Networks; Harbour Cities Network; Ilse Marten (in a personal capacity)."),
    Claim("o2", "Telvanor Communications expressed concern that free licences “would leave nobody to maintain "
        "the standards on which all depend”.",
        (("telvanor", "would leave nobody to maintain the standards on which all depend"),), "Telvanor Communications, p. 9.",
        stance="against"),
    Claim("o3", "The Kingdom of Estmark stated that exceptions for libraries must not be narrowed.",
        (("estmark", "exceptions for libraries must not be narrowed"),), "Kingdom of Estmark, para. 11."),
    # Security
    Claim("s1", "Two contributors (the Kingdom of Estmark, the Pan-Meridian Union on behalf of its member States) "
        "called for closer cooperation of response teams.",
        (("estmark", "we call for closer cooperation of response teams"),
         ("union", "The member States call for closer cooperation of response teams")), "Kingdom of Estmark; Pan-Meridian Union."),
    Claim("s2", "The joint statement of the Aurora Institute for Open Networks and Harbour Cities Network stated "
        "that security measures “may restrict rights only if a court has so decided”.",
        (("joint", "may restrict rights only if a court has so decided"),), "Joint statement, contribution 15, para. 6."),
    Claim("s3", "Harbour Cities Network suggested exercises with port authorities.",
        (("harbour", "We suggest exercises with port authorities"),), "Harbour Cities Network, p. 2."),
    Claim("s4", "Telvanor Communications recommended that incidents be reported within 72 hours.",
        (("telvanor", "We recommend that incidents be reported within 72 hours"),), "Telvanor Communications, p. 11."),
    # Role and functioning
    Claim("bodies-for", "Some (the Pan-Meridian Union on behalf of its member States, the Republic of Valdoria) "
        "called for a new body that could adopt recommendations.",
        (("union", "The member States call for a new body that could adopt recommendations"),
         ("valdoria", "We call for a new body that could adopt recommendations")), "Pan-Meridian Union; Republic of Valdoria."),
    Claim("bodies-against", "Others (Aurora Institute for Open Networks, the Kingdom of Estmark, Telvanor "
        "Communications) did not support a new body and preferred to strengthen the Forum.",
        (("aurora", "The Institute does not support a new body and prefers to strengthen the Forum"),
         ("estmark", "We do not support a new body; we prefer to strengthen the Forum"),
         ("telvanor", "Telvanor does not support a new body and would strengthen the Forum")),
        "Aurora Institute for Open Networks; Kingdom of Estmark; Telvanor Communications."),
    Claim("r1", "One contribution (Ilse Marten) questioned “whether the same forty people, rotating, can be called a rotation”.",
        (("marten", "whether the same forty people, rotating, can be called a rotation"),), "Ilse Marten, remark 9."),
    Claim("r2", "Harbour Cities Network proposed that the Advisory Group publish its minutes within two weeks.",
        (("harbour", "We propose that the Advisory Group publish its minutes within two weeks"),), "Harbour Cities Network, p. 4."),
    Claim("r3", "Cámara Digital del Sur supported longer open consultations, subject to remote participation on equal terms (in Spanish).",
        (("camara", "Apoyamos consultas abiertas más largas, siempre que la participación remota sea en pie de igualdad", "x"),),
        "Cámara Digital del Sur, p. 5.", stance="conditional"),
    Claim("r4", "Union of Network Engineers of the North (Союз сетевых инженеров Севера) called for technical workshops before the annual meeting (in Russian).",
        (("sever", "Мы призываем проводить технические семинары перед ежегодным совещанием", "x"),), "Союз сетевых инженеров Севера, contribution 12."),
    # Way forward
    Claim("w1", "Two contributors (Harbour Cities Network, Sahel Women Online) suggested a self-assessment against the mandate.",
        (("harbour", "We suggest a self-assessment against the mandate"),
         ("sahel", "a self-assessment against the mandate would be useful, we suggest")), "Harbour Cities Network; Sahel Women Online."),
    Claim("w2", "The Kingdom of Estmark recommended that the mandate be renewed for ten years.",
        (("estmark", "We recommend that the mandate be renewed for ten years"),), "Kingdom of Estmark, para. 15."),
    Claim("w3", "The Republic of Valdoria called for a review after five years.",
        (("valdoria", "We call for a review after five years"),), "Republic of Valdoria, section IV."),
)

_SUBSTANCE = "The substantive agenda"
_ROLE = "The role and functioning of the Forum"

SECTIONS = (
    Outline("intro", "Introduction", (("prose", ("i1", "i2", "i3")), ("prose", ("i4",))), themed=False),
    Outline("general", "General comments",
        (("prose", ("g1",)), ("prose", ("g2", "g3")), ("prose", ("g4",))), part=_SUBSTANCE),
    Outline("resources", "Critical Internet resources",
        (("quotation", ("c1",)), ("quotation", ("c2",)), ("prose", ("c3", "c4")),
         ("list", ("l0", "l1", "l2", "l3"))), part=_SUBSTANCE),
    Outline("access", "Access", (("prose", ("a1", "a2")), ("prose", ("a3",)), ("prose", ("a4", "a5")),
        ("prose", ("a6",))), part=_SUBSTANCE),
    Outline("diversity", "Diversity", (("prose", ("d1",)), ("prose", ("d2", "d3")), ("prose", ("d4",))),
        part=_SUBSTANCE),
    Outline("openness", "Openness", (("prose", ("o1", "o2")), ("prose", ("o3",))), part=_SUBSTANCE),
    Outline("security", "Security", (("prose", ("s1", "s2")), ("prose", ("s3", "s4"))), part=_SUBSTANCE),
    Outline("bodies", "General comments", (("prose", ("bodies-for", "bodies-against")), ("prose", ("r1",))),
        part=_ROLE),
    Outline("meeting", "The annual meeting", (("prose", ("r2", "r3")), ("prose", ("r4",))), part=_ROLE),
    Outline("forward", "The way forward", (("prose", ("w1",)), ("prose", ("w2", "w3")))),
)

GLOSSARY = (
    ("IPv6", "Internet Protocol version 6", "012"),
    ("IASIIX", "International Association of Small Island Internet Exchange Operators", "006"),
    ("PMU", "Pan-Meridian Union", "005"),
)

METHOD = (
    "Facts stated by contributors were not verified. The sample is self-selected, the order of names "
    "and views is no ranking, and the full texts are at their addresses.",
    "Degree words follow from the number of contributors that hold a view among those that addressed "
    "its theme; silence is never counted as agreement.",
)
