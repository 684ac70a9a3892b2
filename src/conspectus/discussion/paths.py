"""Permanent addresses of the discussion, without language (DESIGN §8)."""

from __future__ import annotations

from conspectus.core.models import Scope
from conspectus.discussion.models import Category, Post, Thread


def discussion_path(scope: Scope) -> str:
    """Where all categories stand."""
    return f"/{scope.path}/discussion/"


def category_path(scope: Scope, category: Category) -> str:
    """Its threads."""
    return f"{discussion_path(scope)}categories/{category.slug}/"


def thread_path(scope: Scope, thread: Thread) -> str:
    """Its first page."""
    return f"{discussion_path(scope)}{thread.number}/"


def post_path(scope: Scope, post: Post) -> str:
    """A post, whatever becomes of the pages of its thread."""
    return f"{thread_path(scope, post.thread)}{post.number}/"
