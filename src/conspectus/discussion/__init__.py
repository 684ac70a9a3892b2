"""The online forum: threads, posts, moderation, propositions, e-mail in and out (DESIGN §2)."""
