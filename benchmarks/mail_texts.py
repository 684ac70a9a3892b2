"""Invented words of contributors in six languages, and how clients in each speak of a quotation."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


@dataclass(frozen=True)
class Words:
    """What a contributor of one language writes. ``call``: the letter that is answered to."""

    greeting: str
    closing: str
    subject: str
    prose: tuple[str, ...]
    items: tuple[str, ...]
    call: tuple[str, ...]
    sender: str
    signature: tuple[str, ...]
    phone: str
    file: str


WORDS = {
    "en": Words(
        "Dear members of the Secretariat,",
        "With kind regards,",
        "Our views on affordable access",
        (
            "Access should be affordable for everyone, and libraries should be connected first.",
            "On Monday our members wrote that fees are too high; a fund of 2 % would be enough.",
            (
                "We do not support a new body. The existing forum has done its work well since"
                " 2006 and"
                " should be given the means to go on with it, in every region and in every"
                " language."
            ),
            "From what we have heard in three meetings, schools wait longest: > 40 % have no line.",
            (
                "Communities that build networks of their own need spectrum, time and patience"
                " - rather"
                " than forms. Where they were given these, prices fell by half within two years."
            ),
        ),
        ("open access to cables and ducts", "licences for small networks", "a public register"),
        (
            "We invite contributions on access and diversity until the end of the month.",
            "Which measures have made access affordable in your country?",
            "What should the forum do next?",
        ),
        "Ana Example",
        ("Ana Example", "Example Society, 12 Long Street", "Tel. +1 555 0100"),
        "Sent from my iPhone",
        "Contribution of the Example Society (final).pdf",
    ),
    "fr": Words(
        "Madame, Monsieur,",
        "Avec nos salutations les meilleures,",
        "Notre avis sur l’accès à prix abordable",
        (
            "L’accès doit être abordable pour tous, et les bibliothèques raccordées d’abord.",
            "Le lundi 2 mars, nos membres ont écrit que les frais étaient trop élevés partout.",
            (
                "Nous ne soutenons pas la création d’un nouvel organe. Le forum a bien"
                " travaillé depuis"
                " 2006 ; il faut lui donner les moyens de poursuivre, dans chaque région et en"
                " chaque"
                " langue."
            ),
            "D’après trois réunions, les écoles attendent le plus : 40 % n’ont aucune ligne.",
            (
                "Les communautés qui construisent leurs propres réseaux ont besoin de"
                " fréquences et de"
                " temps plutôt que de formulaires ; là où elles en ont eu, les prix ont baissé."
            ),
        ),
        ("l’accès aux câbles et aux fourreaux", "des licences pour petits réseaux", "un registre"),
        (
            "Nous invitons à contribuer sur l’accès et la diversité jusqu’à la fin du mois.",
            "Quelles mesures ont rendu l’accès abordable dans votre pays ?",
            "Que doit faire le forum ensuite ?",
        ),
        "Zoé Exemplaire",
        ("Zoé Exemplaire", "Société exemplaire, 3 rue Longue", "Tél. +33 5 55 01 00"),
        "Envoyé de mon iPhone",
        "Contribution de la société – été 2026.docx",
    ),
    "es": Words(
        "Estimada Secretaría:",
        "Reciban un cordial saludo,",
        "Nuestra opinión sobre el acceso asequible",
        (
            "El acceso debe ser asequible para todos, y las bibliotecas deben conectarse primero.",
            "El lunes nuestros miembros escribieron que las tarifas son demasiado altas aún.",
            (
                "No apoyamos un órgano nuevo. El foro ha trabajado bien desde 2006 y deben"
                " dársele los"
                " medios para seguir, en cada región y en cada idioma, también fuera de la capital."
            ),
            "Según tres reuniones, las escuelas esperan más: el 40 % no tiene ninguna línea.",
            (
                "Las comunidades que construyen sus propias redes necesitan espectro y tiempo"
                " más que"
                " formularios; donde los tuvieron, los precios bajaron a la mitad en dos años."
            ),
        ),
        ("acceso abierto a cables y ductos", "licencias para redes pequeñas", "un registro"),
        (
            "Invitamos a enviar contribuciones sobre acceso y diversidad hasta fin de mes.",
            "¿Qué medidas han hecho asequible el acceso en su país?",
            "¿Qué debería hacer el foro a continuación?",
        ),
        "José Ejemplo Núñez",
        ("José Ejemplo Núñez", "Sociedad Ejemplo, calle Larga 5", "Tel. +34 555 0100"),
        "Enviado desde mi iPhone",
        "Contribución de la sociedad (año 2026).pdf",
    ),
    "ru": Words(
        "Уважаемые коллеги,",
        "С уважением,",
        "Наше мнение о доступном подключении",
        (
            "Доступ должен быть по средствам каждому, а библиотеки следует подключить первыми.",
            "В понедельник наши члены написали, что тарифы слишком высоки во всех областях.",
            (
                "Мы не поддерживаем создание нового органа. Форум хорошо работает с 2006 года,"
                " и ему"
                " следует дать средства продолжать эту работу в каждом регионе и на каждом языке."
            ),
            "По итогам трёх встреч дольше всех ждут школы: у 40 % из них нет никакой линии.",
            (
                "Сообществам, которые сами строят сети, нужны частоты и время, а не бланки;"
                " там, где"
                " они их получили, цены за два года снизились вдвое, и это можно проверить."
            ),
        ),
        ("открытый доступ к кабелям", "лицензии для малых сетей", "публичный реестр"),
        (
            "Приглашаем присылать материалы о доступе и разнообразии до конца месяца.",
            "Какие меры сделали доступ дешевле в вашей стране?",
            "Что форуму следует делать дальше?",
        ),
        "Анна Примерова",
        ("Анна Примерова", "Общество «Пример», ул. Длинная, 7", "тел. +7 555 0100"),
        "Отправлено с iPhone",
        "Материалы общества «Пример».docx",
    ),
    "zh": Words(
        "秘书处各位同事：",
        "此致 敬礼",
        "我们对可负担接入的意见",
        (
            "每个人都应当负担得起接入费用，图书馆应当首先接通。",
            "星期一我们的成员写信说，各地的费用仍然太高，设立基金就足够了。",
            (
                "我们不支持设立新机构。论坛自二〇〇六年以来工作良好，应当使其有条件在每个区域、"
                "以每种语言继续开展这项工作，包括在首都以外的地方。"
            ),
            "从三次会议来看，学校等待的时间最长：百分之四十没有任何线路。",
            (
                "自己建设网络的社区需要频谱、时间和耐心，而不是表格；得到这些的地方，价格在两年内"
                "下降了一半，这是可以核实的。"
            ),
        ),
        ("开放电缆和管道", "小型网络许可", "公共登记册"),
        (
            "请在月底之前就接入和多样性问题提交意见。",
            "贵国哪些措施使接入变得可以负担？",
            "论坛下一步应当做什么？",
        ),
        "王例",
        ("王例", "范例学会 长街十二号", "电话 +86 555 0100"),
        "发自我的 iPhone",
        "范例学会的意见（定稿）.pdf",
    ),
    "ar": Words(
        "السادة أعضاء الأمانة،",
        "مع أطيب التحيات،",
        "رأينا في النفاذ الميسور التكلفة",
        (
            "ينبغي أن يكون النفاذ ميسور التكلفة للجميع، وأن توصل المكتبات أولا.",
            "في يوم الاثنين كتب أعضاؤنا أن الرسوم مرتفعة جدا في جميع المناطق.",
            (
                "لا نؤيد إنشاء هيئة جديدة. لقد عمل المنتدى جيدا منذ عام 2006 وينبغي أن يمنح الوسائل"
                " اللازمة لمواصلة عمله في كل منطقة وبكل لغة، وخارج العاصمة أيضا."
            ),
            "من خلال ثلاثة اجتماعات تبين أن المدارس تنتظر أطول مدة: 40 % منها بلا خط.",
            (
                "تحتاج المجتمعات التي تبني شبكاتها بنفسها إلى الطيف والوقت لا إلى الاستمارات، وحيث"
                " حصلت عليهما انخفضت الأسعار إلى النصف خلال سنتين."
            ),
        ),
        ("فتح الكابلات والقنوات", "تراخيص للشبكات الصغيرة", "سجل عام"),
        (
            "ندعوكم إلى تقديم مساهمات بشأن النفاذ والتنوع حتى نهاية الشهر.",
            "ما التدابير التي جعلت النفاذ ميسورا في بلدكم؟",
            "ماذا ينبغي للمنتدى أن يفعل بعد ذلك؟",
        ),
        "ليلى مثال",
        ("ليلى مثال", "جمعية المثال، الشارع الطويل 12", "هاتف 0100 555 966+"),
        "أُرسلت من الـ iPhone",
        "مساهمة جمعية المثال.pdf",
    ),
}

ASKERS = ("IGF Secretariat", "秘书处", "Marie-Ève O’Brien (IGF)", "أمانة المنتدى")
ADDRESS = "call@igf.example"

# "{name}" and "{address}": who is quoted.
GMAIL = {
    "en": "On Mon, Mar 2, 2026 at 10:15 AM {name} <{address}> wrote:",
    "fr": "Le lun. 2 mars 2026 à 10:15, {name} <{address}> a écrit :",
    "es": "El lun, 2 mar 2026 a las 10:15, {name} (<{address}>) escribió:",
    "ru": "пн, 2 мар. 2026 г. в 10:15, {name} <{address}>:",
    "zh": "{name} <{address}> 于2026年3月2日周一 10:15写道：",
    "ar": (
        "في الاثنين، 2 مارس 2026 في 10:15 ص تمت كتابة ما يلي بواسطة "
        "{name} <\u202a{address}\u202c\u200f>:"
    ),
}
APPLE = {
    "en": "On 2 Mar 2026, at 10:15, {name} <{address}> wrote:",
    "fr": "Le 2 mars 2026 à 10:15, {name} <{address}> a écrit :",
    "es": "El 2 mar 2026, a las 10:15, {name} <{address}> escribió:",
    "ru": "2 марта 2026 г., в 10:15, {name} <{address}> написал(а):",
    "zh": "2026年3月2日 10:15，{name} <{address}> 写道：",
    "ar": "في ٢ مارس ٢٠٢٦، الساعة ١٠:١٥ ص، كتب/كتبت {name} <{address}>:",
}
THUNDERBIRD = {
    "en": "On 02/03/2026 10:15, {name} wrote:",
    "fr": "Le 02/03/2026 à 10:15, {name} a écrit :",
    "es": "El 2/3/26 a las 10:15, {name} escribió:",
    "ru": "02.03.2026 10:15, {name} пишет:",
    "zh": "在 2026/3/2 10:15, {name} 写道:",
    "ar": "في ٢/٣/٢٠٢٦ ١٠:١٥ ص، كتب {name}:",
}
YAHOO = {
    "en": "On Monday, March 2, 2026 at 10:15:00 AM GMT+1, {name} <{address}> wrote:",
    "fr": "Le lundi 2 mars 2026 à 10:15:00 UTC+1, {name} <{address}> a écrit :",
    "es": "El lunes, 2 de marzo de 2026, 10:15:00 CET, {name} <{address}> escribió:",
    "ru": "понедельник, 2 марта 2026 г. в 10:15:00 GMT+3, {name} <{address}> написал(-а):",
    "zh": "在 2026年3月2日星期一 GMT+8 10:15:00，{name} <{address}> 写道：",
    "ar": "في الاثنين، 2 مارس، 2026 10:15:00 ص غرينتش+3، كتب {name} <{address}>:",
}
K9 = {
    "en": "On March 2, 2026 10:15:00 AM GMT+01:00, {name} <{address}> wrote:",
    "fr": "Le 2 mars 2026 10:15:00 GMT+01:00, {name} <{address}> a écrit :",
    "es": "El 2 de marzo de 2026 10:15:00 CET, {name} <{address}> escribió:",
    "ru": "2 марта 2026 г. 10:15:00 GMT+03:00, {name} <{address}> пишет:",
    "zh": "于 2026年3月2日 GMT+08:00 10:15:00，{name} <{address}> 写到：",
    "ar": "في 2 مارس 2026 10:15:00 ص غرينتش+03:00، كتب {name} <{address}>:",
}
ROUNDCUBE = {
    "en": "On 2026-03-02 10:15, {name} wrote:",
    "fr": "Le 2026-03-02 10:15, {name} a écrit :",
    "es": "El 2026-03-02 10:15, {name} escribió:",
    "ru": "{name} писал(а) 2026-03-02 10:15:",
    "zh": "在 2026-03-02 10:15，{name} 写道：",
    "ar": "في 2026-03-02 10:15، كتب {name}:",
}
PROTON = {
    "en": "On Monday, March 2nd, 2026 at 10:15 AM, {name} <{address}> wrote:",
    "fr": "Le lundi 2 mars 2026 à 10:15, {name} <{address}> a écrit :",
    "es": "El lunes, 2 de marzo de 2026 a las 10:15, {name} <{address}> escribió:",
    "ru": "понедельник, 2 марта 2026 г. в 10:15, {name} <{address}> написал(а):",
    "zh": "{name} <{address}> 在 2026年3月2日星期一 10:15 写道：",
    "ar": "يوم الاثنين، 2 مارس 2026 في 10:15 ص، كتب {name} <{address}>:",
}
MUTT = dict.fromkeys(LANGUAGES, "On Mon, Mar 02, 2026 at 10:15:00AM +0000, {name} wrote:")

HEADS = {
    "en": ("From:", "Sent:", "To:", "Subject:", "Monday, March 2, 2026 10:15 AM"),
    "fr": ("De :", "Envoyé :", "À :", "Objet :", "lundi 2 mars 2026 10:15"),
    "es": ("De:", "Enviado el:", "Para:", "Asunto:", "lunes, 2 de marzo de 2026 10:15"),
    "ru": ("От:", "Отправлено:", "Кому:", "Тема:", "2 марта 2026 г. 10:15"),
    "zh": ("发件人:", "发送时间:", "收件人:", "主题:", "2026年3月2日 10:15"),
    "ar": ("من:", "تم الإرسال:", "إلى:", "الموضوع:", "02 مارس 2026 10:15 ص"),
}
"""How Outlook heads what it quotes: whose words, when, to whom, about what; and its date."""

NOTES = {
    "en": ("From:", "To:", "Date:", "Subject:"),
    "fr": ("De :", "Pour :", "Date :", "Objet :"),
    "es": ("De:", "Para:", "Fecha:", "Asunto:"),
    "ru": ("От:", "Кому:", "Дата:", "Тема:"),
    "zh": ("发件人：", "收件人：", "日期：", "主题："),
    "ar": ("من:", "إلى:", "التاريخ:", "الموضوع:"),
}
YAHOO_SENT = {
    "en": "Sent from Yahoo Mail on Android",
    "fr": "Envoyé à partir de Yahoo Mail pour Android",
    "es": "Enviado desde Yahoo Mail para Android",
    "ru": "Отправлено из Yahoo Почты для Android",
    "zh": "从 Android 版雅虎邮箱发送",
    "ar": "أُرسلت من Yahoo Mail لنظام Android",
}
K9_SENT = {
    "en": "Sent from my Android device with K-9 Mail. Please excuse my brevity.",
    "fr": "Envoyé de mon appareil Android avec K-9 Mail. Veuillez excuser ma brièveté.",
    "es": "Enviado desde mi dispositivo Android con K-9 Mail. Por favor, disculpa mi brevedad.",
    "ru": "Простите за краткость, создано в K-9 Mail.",
    "zh": "使用 K-9 Mail 发送自我的Android设备。",
    "ar": "أرسلت من جهازي الأندرويد باستخدام K-9 Mail. أرجو المعذرة على اختصاري.",
}
PROTON_SENT = dict.fromkeys(LANGUAGES, "Sent with Proton Mail secure email.")
LEGACY = {
    "en": "iso-8859-1",
    "fr": "windows-1252",
    "es": "iso-8859-1",
    "ru": "koi8-r",
    "zh": "gb18030",
    "ar": "windows-1256",
}
