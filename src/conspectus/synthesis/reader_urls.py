"""Addresses of a paper: a paper's readers."""

from __future__ import annotations

from django.urls import URLPattern, path

from conspectus.synthesis.views import reader, reader_figures, reader_holders

_VERSION = "<slug:forum>/<slug:cycle>/papers/<int:number>/v<int:version>/"

urlpatterns: list[URLPattern] = [
    path(f"{_VERSION}sentences/", reader.some_sentences, name="paper-sentences"),
    path(f"{_VERSION}positions/", reader.positions, name="paper-positions"),
    path(f"{_VERSION}positions/table.csv", reader.positions_table, name="paper-positions-table"),
    path(f"{_VERSION}holders/", reader_holders.holders, name="paper-holders"),
    path(f"{_VERSION}holders/<slug:holder>/", reader_holders.holder, name="paper-holder"),
    path(f"{_VERSION}coverage/", reader_figures.coverage, name="paper-coverage"),
    path(f"{_VERSION}balance/", reader_figures.balance, name="paper-balance"),
    path(
        "<slug:forum>/organisations/<slug:slug>/papers/",
        reader_holders.organisation,
        name="organisation-papers",
    ),
    path("<slug:forum>/people/<slug:slug>/papers/", reader_holders.person, name="person-papers"),
]
