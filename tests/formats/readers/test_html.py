from __future__ import annotations

from conspectus.formats.readers import read
from tests.formats.readers.blocks import seen

PAGE = """<!doctype html><html lang="fr-CA"><head><title> Our  views </title>
<style>p{}</style></head>
<body><header><nav><a href=/>Home</a></nav></header>
<div class="cookie-banner">We use cookies.</div>
<p>This site uses cookies to make you happy.</p>
<main><h1>Our <em>views</em></h1><p>We support<br>open&nbsp;standards.</p>
<ul><li>Access<ul><li>for all</li></ul></li><li><p>Openness</p></li></ul>
<blockquote><p>Somebody else said so.</p></blockquote>
<table><tr><th>Who</th><th>What</th></tr><tr><td>A</td><td>1</td></tr></table>
<div hidden>secret</div><p style="display: none">hidden</p></main>
<aside>Related</aside><footer>Imprint</footer><script>alert(1)</script></body></html>"""


def test_page_is_read_without_its_furniture():
    document = read(PAGE.encode(), "x.html")
    assert seen(document) == [
        ("heading", "Our views"),
        ("paragraph", "We support open standards."),
        ("list_item", "Access"),
        ("list_item", "for all"),
        ("list_item", "Openness"),
        ("quote", "Somebody else said so."),
        ("table", "Who | What\nA | 1"),
    ]
    assert [b.level for b in document.blocks[2:5]] == [1, 2, 1]
    assert (document.title, document.language) == ("Our views", "fr")


def test_declared_charset_is_honoured():
    page = '<meta charset="koi8-r"><p>Доступ для всех</p>'
    assert seen(read(page.encode("koi8-r"), "x.html")) == [("paragraph", "Доступ для всех")]


def test_layout_table_is_walked_through():
    page = "<table><tr><td><p>We agree.</p></td><td><p>We disagree.</p></td></tr></table>"
    assert seen(read(page.encode(), "x.html")) == [
        ("paragraph", "We agree."),
        ("paragraph", "We disagree."),
    ]
