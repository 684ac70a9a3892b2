"""A thread's title is its first post's author's: it is shown as long as that post is."""

from __future__ import annotations

from conspectus.discussion.models import Post, Thread
from conspectus.discussion.services.publishing import index_post


def hide_title(post: Post) -> None:
    """With a first post that is shown no more; moderators, who may restore it, still read it."""
    thread = post.thread
    if post.number == 1 and thread.title:
        thread.title, thread.hidden_title = "", thread.title
        _keep(thread)


def show_title(post: Post) -> None:
    """With a first post that is shown again."""
    thread = post.thread
    if post.number == 1 and thread.hidden_title:
        thread.title, thread.hidden_title = thread.hidden_title, ""
        _keep(thread)


def forget_title(post: Post) -> None:
    """With the words of a first post that is erased."""
    thread = post.thread
    if post.number == 1:
        thread.title = thread.hidden_title = thread.origin = ""
        _keep(thread)


def _keep(thread: Thread) -> None:
    """Also in the index, where it stands with each post of the thread."""
    thread.save(update_fields=["title", "hidden_title", "origin"])
    for other in thread.posts.filter(state=Post.State.PUBLISHED):
        other.thread = thread
        index_post(other)
