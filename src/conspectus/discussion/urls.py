"""Addresses of the discussion (DESIGN §8)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from conspectus.discussion.views import (
    erasing,
    following,
    moderating,
    own,
    propositions,
    reading,
    settling,
    taking,
    writing,
)
from conspectus.discussion.views import map as opinions

_ALL = "<slug:forum>/<slug:cycle>/discussion/"
_CATEGORY = f"{_ALL}categories/<slug:category>/"
_THREAD = f"{_ALL}<int:thread>/"
_POST = f"{_THREAD}<int:post>/"
_WORK = f"{_ALL}work/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_ALL, reading.discussion, name="discussion"),
    path(f"{_ALL}feed.atom", taking.feed, name="discussion-feed"),
    re_path(
        r"^(?P<forum>[-\w]+)/(?P<cycle>[-\w]+)/discussion/export\.(?P<kind>csv|json)$",
        taking.export,
        name="discussion-export",
    ),
    path(f"{_ALL}moderation/", reading.moderation, name="discussion-moderation"),
    path(_CATEGORY, reading.category, name="category"),
    path(f"{_CATEGORY}page/<int:page>/", reading.category, name="category-page"),
    path(f"{_CATEGORY}feed.atom", taking.feed, name="category-feed"),
    path(f"{_CATEGORY}new/", writing.new_thread, name="category-write"),
    path(f"{_CATEGORY}propositions/", propositions.listed, name="propositions"),
    path(f"{_CATEGORY}propositions/map/", opinions.opinion_map, name="propositions-map"),
    path(
        f"{_CATEGORY}propositions/page/<int:page>/", propositions.listed, name="propositions-page"
    ),
    path(
        f"{_CATEGORY}propositions/respond/",
        propositions.begin,
        name="propositions-begin",
    ),
    path(
        f"{_CATEGORY}propositions/respond/<str:participant>/",
        propositions.respond,
        name="propositions-respond",
    ),
    re_path(
        r"^(?P<forum>[-\w]+)/(?P<cycle>[-\w]+)/discussion/categories/(?P<category>[-\w]+)"
        r"/propositions/export\.(?P<kind>csv|json)$",
        propositions.export,
        name="propositions-export",
    ),
    path(f"{_ALL}sent/", writing.sent, name="discussion-sent"),
    path(f"{_ALL}own/", own.mine, name="discussion-own"),
    path(f"{_ALL}own/<int:key>/<str:code>/", own.own_post, name="discussion-own-post"),
    path(f"{_ALL}follow/", following.follow, name="discussion-follow"),
    path(f"{_ALL}follow/<int:key>/<str:code>/", following.followed, name="discussion-followed"),
    path(f"{_ALL}end/<int:key>/<str:code>/", following.end, name="discussion-end"),
    path(_WORK, moderating.queue, name="discussion-work"),
    path(f"{_WORK}propositions/<int:key>/erase/", erasing.proposition, name="proposition-erase"),
    path(f"{_WORK}posts/<int:key>/", moderating.decide, name="discussion-decide"),
    path(f"{_WORK}categories/", settling.categories, name="discussion-categories"),
    path(f"{_WORK}categories/<slug:category>/", settling.edit, name="discussion-category"),
    path(f"{_WORK}threads/<int:thread>/", settling.thread, name="discussion-thread-work"),
    path(_THREAD, reading.thread, name="thread"),
    path(f"{_THREAD}page/<int:page>/", reading.thread, name="thread-page"),
    path(f"{_THREAD}feed.atom", taking.feed, name="thread-feed"),
    path(f"{_THREAD}reply/", writing.reply, name="thread-write"),
    path(f"{_THREAD}unread/", own.unread, name="thread-unread"),
    path(_POST, reading.post, name="post"),
    path(f"{_POST}texts/<int:text>/", reading.history, name="post-text"),
    path(f"{_POST}flag/", moderating.flag, name="post-flag"),
]
