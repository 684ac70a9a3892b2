"""The columns of a manifest under the names people give them, in three languages.

``synonyms.toml``-like tables in code stay short on purpose: a header that is not known is kept as
an unknown column and reported, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conspectus.formats.intake.cells import is_text_header
from conspectus.formats.intake.errors import IntakeError
from conspectus.formats.intake.folding import fold, squeeze
from conspectus.formats.intake.headings import meaning_of
from conspectus.formats.intake.report import Report, ReportRow
from conspectus.formats.intake.rows import ManifestRow
from conspectus.formats.intake.table import TableRow

# Canonical column -> other headers (folded: no case, accents or punctuation) that mean it.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "ref": (
        "reference", "ref no", "ref number", "no", "nr", "number", "id", "submission id",
        "submission number", "contribution id", "contribution number", "document id",
        "response id", "response number", "comment id", "respondent id", "doc id", "doc no",
        "numero", "n", "num", "identifiant", "identificador", "referencia",
    ),
    "title": (
        "document title", "submission title", "contribution title", "title of contribution",
        "title of submission", "subject", "titre", "intitule", "objet", "titulo", "asunto",
    ),
    "theme": (
        "themes", "topic", "topics", "agenda item", "track", "area", "thematic area", "category",
        "sujet", "rubrique", "point de l ordre du jour", "tema", "temas", "eje", "eje tematico",
        "thematique",
    ),
    "submitted_by": (
        "submitted by", "submitter", "entitled by", "name", "full name", "contact", "contact name",
        "contact person", "respondent", "respondents", "commenter", "submitter name",
        "author", "authors", "person", "contributor", "contributor name",
        "representative", "speaker", "soumis par", "depose par", "nom", "nom complet", "auteur",
        "auteurs", "personne", "contributeur", "presentado por", "enviado por", "nombre",
        "nombre completo", "autor", "autora", "autores", "persona", "contacto",
    ),
    "on_behalf_of": (
        "on behalf of", "behalf of", "for", "represents", "representing", "au nom de",
        "pour le compte de", "en nombre de", "en representacion de", "representa a",
    ),
    "organisation": (
        "organization", "organisations", "organizations", "org", "affiliation", "affiliations",
        "institution", "institutions", "entity", "company", "company organisation",
        "company organization", "organisation name", "organization name", "name of organisation",
        "name of organization", "organisme", "organismes", "etablissement", "entite",
        "organizacion", "organizaciones", "institucion", "instituciones", "entidad", "afiliacion",
    ),
    "country": (
        "countries", "state", "nation", "country region", "country or region", "country economy",
        "region", "location", "country of organisation", "country of organization", "pays", "lieu",
        "pais", "paises", "ubicacion",
    ),
    "stakeholder_group": (
        "stakeholder group", "stakeholder", "stakeholder type", "stakeholder category", "group",
        "sector", "constituency", "respondent type", "type of respondent",
        "type of stakeholder", "type of organisation",
        "type of organization", "groupe", "groupe de parties prenantes", "partie prenante",
        "secteur", "grupo", "grupo de interes", "parte interesada", "grupo de partes interesadas",
    ),
    "capacity": (
        "speaking capacity", "in what capacity", "acting as", "capacite", "qualite",
        "a titre de", "en qualite de", "capacidad", "calidad", "en calidad de",
    ),
    "language": (
        "lang", "languages", "document language", "original language", "langue", "langues",
        "langue originale", "idioma", "idiomas", "lengua", "idioma original",
    ),
    "translation_of": (
        "translation of", "translates", "original", "original ref", "traduction de",
        "traduccion de",
    ),
    "translated_by": (
        "translated by", "translator", "traduit par", "traducteur", "traducido por", "traductor",
    ),
    "publish": (
        "publication", "published", "publishing", "may be published", "consent",
        "consent to publish", "visibility", "anonymous", "confidential", "publier",
        "consentement", "anonyme", "publicar", "publicacion", "consentimiento", "anonimo",
    ),
    "date": (
        "document date", "date of document", "dated", "issued", "date du document",
        "fecha", "fecha del documento",
    ),
    "received": (
        "received on", "date received", "received at", "submitted on", "submitted at",
        "submission date", "date of submission", "date submitted", "timestamp", "recu", "recu le",
        "date de reception", "soumis le", "recibido", "recibido el", "fecha de recepcion",
        "fecha de envio",
    ),
    "file": (
        "files", "filename", "file name", "file names", "filenames", "attachment", "attachments",
        "document", "documents", "uploaded file", "attached file", "file path", "path",
        "fichier", "fichiers", "nom du fichier", "piece jointe",
        "pieces jointes", "archivo", "archivos", "nombre del archivo", "fichero", "adjunto",
        "adjuntos", "documento",
    ),
    "keywords": (
        "keyword", "key words", "tags", "mots cles", "mots clefs", "palabras clave", "etiquetas",
    ),
    "kind": ("source kind", "kind of source", "kind of document", "nature", "clase"),
    "channel": ("medium", "via", "canal", "means"),
    "chairs": (
        "chair", "chairperson", "chairpersons", "moderator", "moderators", "president",
        "presidents", "presidence", "presidentes", "moderador", "moderadores", "moderateur",
    ),
}  # fmt: skip

_CANONICAL: Mapping[str, str] = {
    fold(header): column for column, others in COLUMNS.items() for header in (column, *others)
}


_PREFACE = 15
"""Rows before the header in which a sheet may say what it is."""


def known_columns(row: TableRow) -> frozenset[str]:
    """The canonical columns that the cells of ``row`` name, were it a header."""
    named = (_CANONICAL.get(fold(cell)) for cell in row.cells if len(cell) <= _LONGEST_HEADER)
    return frozenset(column for column in named if column)


_LONGEST_HEADER = 80


def _from_header(table: list[TableRow]) -> list[TableRow]:
    """The table without the lines of explanation before its header.

    The header is the first row that names two known columns; failing that, the first row.
    """
    for place, row in enumerate(table[:_PREFACE]):
        if len(known_columns(row)) > 1:
            return table[place:]
    return table


def manifest_rows(table: list[TableRow], name: str, report: Report) -> list[ManifestRow]:
    """Rows of a table; lines that explain the sheet may stand before its header.

    Raises:
        IntakeError: the table is empty or none of its headers is known.
    """
    if not table:
        raise IntakeError(f"The manifest {name} is empty; write a header and one row a submission.")
    header, *body = _from_header(table)
    names = tuple(_column_names(header, report))
    if not any(known for known, _ in names):
        raise IntakeError(
            f"The first row of {name} names no known column; write a header such as "
            "ref,title,submitted_by,organisation,country,file."
        )
    return [_manifest_row(row, names, report) for row in body]


def _column_names(header: TableRow, report: Report) -> Iterator[tuple[str | None, str]]:
    """For each column its canonical name or ``None``, and its header as written."""
    taken: set[str] = set()
    listed = known_columns(header)
    exact = {fold(cell) for cell in header.cells} & {fold(column) for column in COLUMNS}
    for position, cell in enumerate(header.cells, start=1):
        written = squeeze(cell)
        column = _CANONICAL.get(fold(written)) if fold(written) else None
        # "date" beside "date of document": the exact name wins, the other is kept as unknown.
        if column and fold(column) in exact and fold(written) != fold(column):
            column = None
        if column in taken:
            column = None
        if column is None and fold(written) not in _CANONICAL:
            column = _by_its_words(header, written, taken | listed, report)
        if column:
            taken.add(column)
        elif written:
            report.add(
                ReportRow(
                    row=header.line,
                    ref="",
                    column=written,
                    value=written,
                    problem="This column is not known.",
                    proposal="It is kept with each source and not used otherwise.",
                    resolved=True,
                )
            )
        yield column, written or f"column {position}"


def _by_its_words(
    header: TableRow, written: str, taken: frozenset[str] | set[str], report: Report
) -> str | None:
    """The column that a longer header means, unless another header has that name; reported."""
    meant = meaning_of(written)
    if meant is None or meant in taken:
        return None
    report.add(
        ReportRow(
            row=header.line,
            ref="",
            column=written,
            value=written,
            problem="The name of this column is not known.",
            proposal=f"It is read as {meant}.",
            resolved=True,
        )
    )
    return meant


def _manifest_row(
    row: TableRow, names: tuple[tuple[str | None, str], ...], report: Report
) -> ManifestRow:
    cells: dict[str, str] = {}
    extra: dict[str, str] = {}
    for (column, written), cell in zip(names, row.cells, strict=False):
        value = squeeze(cell) if column or not is_text_header(written) else cell.strip()
        if value:
            (cells if column else extra)[column or written] = value
    surplus = [squeeze(cell) for cell in row.cells[len(names) :] if squeeze(cell)]
    if surplus:
        report.add(
            ReportRow(
                row=row.line,
                ref=cells.get("ref", ""),
                column="",
                value=" | ".join(surplus),
                problem="The row has more cells than the header has columns.",
                proposal="Put the cell that holds the delimiter in quotation marks.",
                resolved=False,
            )
        )
    columns = frozenset(column for column, _ in names if column)
    return ManifestRow(row.line, cells, dict(sorted(extra.items())), columns)
