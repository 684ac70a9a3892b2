"""What pages of a thread read of posts, and what their texts become."""

from __future__ import annotations

import pytest

from conspectus.discussion.markup import html_of
from conspectus.discussion.queries.reading import post_at, posts_on, thread_at
from tests.factories_discussion import a_post

TEXTS = [
    (
        "Access & <b>x</b> \"y\" 'z'",
        "<p>Access &amp; &lt;b&gt;x&lt;/b&gt; &#34;y&#34; &#39;z&#39;</p>",
    ),
    ("*strong* and _soft_", "<p><strong>strong</strong> and <em>soft</em></p>"),
    ("2 * 3 * 4, a_name_of", "<p>2 * 3 * 4, a_name_of</p>"),
    ("*<i>*", "<p><strong>&lt;i&gt;</strong></p>"),
    ("{0} {x!r} %s %(n)s", "<p>{0} {x!r} %s %(n)s</p>"),
    (
        "- one\n- *two*\n\nend\nof it",
        "<ul><li>one</li><li><strong>two</strong></li></ul><p>end<br>of it</p>",
    ),
    ("> <q>\n>> deep\nown", "<blockquote><p>&lt;q&gt;<br>deep</p></blockquote><p>own</p>"),
    (
        "See http://a.org/?a&b=_2_",
        '<p>See <a href="http://a.org/?a&amp;b=_2" rel="nofollow ugc">http://a.org/?a&amp;b=_2</a>_</p>',
    ),
    ("javascript:x http://", "<p>javascript:x http://</p>"),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS)
def test_all_of_a_text_is_escaped_and_only_known_elements_come_of_it(text, wanted):
    assert html_of(text) == wanted
    assert hasattr(html_of(text), "__html__")


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
def test_a_page_reads_no_address_and_no_text_of_the_post_that_is_answered(
    django_assert_num_queries,
):
    first = a_post()
    a_post(thread=first.thread, text="They fell.", reply_to=first)
    scope = first.thread.cycle.scope
    with django_assert_num_queries(3):
        thread = thread_at(scope, 1)
        posts = [posts_on(thread, 1)[1], post_at(thread, 2)]
        read = [(post.text, post.reply_to.number, post.reply_to.thread.number) for post in posts]
    assert read == [("They fell.", 1, 1)] * 2
    for post in posts:
        assert {"email", "key", "message_id"} <= post.get_deferred_fields()
        assert {"email", "text", "name"} <= post.reply_to.get_deferred_fields()


def test_a_dash_inside_an_item_stays():
    assert html_of("- price - 5 euros") == "<ul><li>price - 5 euros</li></ul>"
