"""The models of ``discussion``."""

from conspectus.discussion.models.following import ReadMark, Subscription
from conspectus.discussion.models.moderation import Decision, Flag
from conspectus.discussion.models.propositions import OpinionDrawing, Proposition, Response
from conspectus.discussion.models.threads import Category, Post, PostText, Thread

__all__ = [
    "Category",
    "Decision",
    "Flag",
    "OpinionDrawing",
    "Post",
    "PostText",
    "Proposition",
    "ReadMark",
    "Response",
    "Subscription",
    "Thread",
]
