"""A person's hand on the text of a paper: acts that outlive runs, and the paper that they give.

``acts``: what was done. ``revising.revise``: the paper as they will have it. ``subject``: who holds
a sentence, as a placeholder. ``anchors``: how an act names its sentence.
"""
