"""Why something is not published, in words for the editor who asked."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import IntegrityError
from django.db.models import Model
from django.db.models.constraints import BaseConstraint
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from publishing.registry import tables_by_model

if TYPE_CHECKING:
    from psycopg.errors import Diagnostic

NAME_LENGTH = 120
KEY_DETAIL = re.compile(r"^Key \((?P<columns>[^)]*)\)")


class Refused(Exception):  # noqa: N818 (an answer to the editor, not an error)
    """Nothing was published or withdrawn: `errors` says why, one sentence each.

    `required_records` are the other records whose publication together with those asked would settle what
    the errors say about links; empty when nothing would.
    """

    def __init__(self, errors: Iterable[str], required_records: Iterable[Model] = ()):
        self.errors = list(errors)
        self.required_records = list(required_records)
        super().__init__(" ".join(self.errors))


def name_of(row: Model) -> str:
    """« Décision « X » », at the beginning of a sentence; a part is named with its record."""
    kind = getattr(row, "type_name", row._meta.verbose_name)
    values = {"type": capfirst(kind), "name": quoted_inside(Truncator(str(row)).chars(NAME_LENGTH))}
    words = _("%(type)s « %(name)s »") % values
    owner = getattr(row, row.owner_field, None) if hasattr(row, "owner_field") else None
    return f"{words} ({name_of(owner)})" if owner and str(owner) not in str(row) else words


def quoted_inside(text: str) -> str:
    """The text as it stands between « »: what it quotes itself takes the quotation marks of a second level."""
    return text.replace("«\N{NO-BREAK SPACE}", "“").replace("\N{NO-BREAK SPACE}»", "”")


def explain(error: IntegrityError) -> str:
    """What a constraint of the database objects to; never PostgreSQL's detail, which may print the whole row."""
    diagnosis = diagnosis_of(error)
    model, rule = broken_rule(error)
    if model is None:
        return _("La base de données refuse cette publication (%(name)s).") % {"name": diagnosis.constraint_name}
    words = own_words(rule) or _words_of_columns(model, diagnosis)
    return _("%(type)s : %(problem)s") % {"type": capfirst(model._meta.verbose_name), "problem": words}


def broken_rule(error: IntegrityError) -> tuple[type[Model] | None, BaseConstraint | None]:
    """The model of the rows that a constraint of the database guards, and the constraint as the model declares it.

    Neither, for tables that are not published; a model alone for what is no constraint of its own, such as a key.
    """
    diagnosis = diagnosis_of(error)
    model = next((m for m in tables_by_model() if m._meta.db_table == diagnosis.table_name), None)
    rules = model._meta.constraints if model else ()
    return model, next((rule for rule in rules if rule.name == diagnosis.constraint_name), None)


def diagnosis_of(error: IntegrityError) -> "Diagnostic":
    """What PostgreSQL itself says of an error, by field."""
    return error.__cause__.diag  # type: ignore[union-attr]  # Django raises it from that of psycopg


def own_words(rule: BaseConstraint | None) -> str:
    """The message that a model itself gives for one of its constraints; blank when it gives none."""
    if rule is None or rule.violation_error_message == BaseConstraint.default_violation_error_message:
        return ""
    return str(rule.get_violation_error_message())


def _words_of_columns(model, diagnosis):
    columns = KEY_DETAIL.match(diagnosis.message_detail or "")
    names = columns["columns"].split(", ") if columns else [diagnosis.column_name]
    fields = [f"« {field.verbose_name} »" for field in model._meta.concrete_fields if field.column in names]
    if not fields:
        return _("la règle « %(name)s » n’est pas respectée.") % {"name": diagnosis.constraint_name}
    if columns and names == [model._meta.pk.column]:
        return _("une partie vient d’une autre fiche en ligne ; publiez les deux ensemble.")
    if columns:
        return _("une autre fiche en ligne a déjà la même valeur pour %(fields)s.") % {"fields": ", ".join(fields)}
    return _("il manque %(fields)s.") % {"fields": ", ".join(fields)}
