"""Why something is not published, in words for the editor who asked."""

import re
from collections.abc import Iterable

from django.db import IntegrityError
from django.db.models import Model
from django.db.models.constraints import BaseConstraint
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from publishing.registry import tables_by_model

NAME_LENGTH = 120
KEY_DETAIL = re.compile(r"^Key \((?P<columns>[^)]*)\)")


class Refused(Exception):  # noqa: N818 (an answer to the editor, not an error)
    """Nothing was published or withdrawn: `errors` says why, one sentence each.

    `missing` lists the other records whose publication together with those asked would settle what
    the errors say about links; empty when nothing would.
    """

    def __init__(self, errors: Iterable[str], missing: Iterable[Model] = ()):
        self.errors = list(errors)
        self.missing = list(missing)
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
    diagnosis = error.__cause__.diag
    model = next((m for m in tables_by_model() if m._meta.db_table == diagnosis.table_name), None)
    if model is None:
        return _("La base de données refuse cette publication (%(name)s).") % {"name": diagnosis.constraint_name}
    words = _words_of_constraint(model, diagnosis) or _words_of_columns(model, diagnosis)
    return _("%(type)s : %(problem)s") % {"type": capfirst(model._meta.verbose_name), "problem": words}


def _words_of_constraint(model, diagnosis):
    """The message that the model itself gives for one of its constraints, if it does."""
    for constraint in model._meta.constraints:
        message = constraint.violation_error_message
        if constraint.name == diagnosis.constraint_name and message != BaseConstraint.default_violation_error_message:
            return constraint.get_violation_error_message()
    return ""


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
