"""Sentences reworded by a language model, where an institution asks for one (DESIGN §3).

``reworded`` offers the drafted sentences of a paper to a ``LanguageModel`` and keeps of its answers
what no check objects to. The model proposes the reported clause alone: who is named, how many they
are and which verb reports them stays as drafted.
"""
