"""Dates of the register: as precise as what a source says, and no more.

A date is typed and stored in one of four forms of EDTF (ISO 8601-2:2019, level 0):
a day `2025-12-23`, a month `2025-07`, a year `2024`, or an interval `a/b` of any two
of these. Unknown is `None`, NULL in the database. See docs/decisions/0010-partial-dates.md.
"""

import calendar
import datetime
import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import class_prepared
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sources.wording import worded_pieces

FORMAT_HELP = _("AAAA-MM-JJ, AAAA-MM, AAAA ou intervalle a/b")
POINT = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
SYNTAX = f"{POINT}(/{POINT})?"
FRENCH_POINT = "(?:([0-9]{1,2})/)?([0-9]{1,2})/([0-9]{4})"
PRECISIONS = {4: "year", 7: "month", 10: "day"}


class PartialDateError(ValidationError, ValueError):
    """A text that is no date of the register; `code` is `syntax`, `impossible` or `order`.

    A ValidationError too, so that forms and `full_clean()` show its message as it stands.
    """

    MESSAGES = {
        "syntax": _(
            "« %(text)s » n’est pas écrite sous une forme admise : AAAA-MM-JJ, AAAA-MM, AAAA ou intervalle a/b."
        ),
        "impossible": _("« %(text)s » n’existe pas dans le calendrier."),
        "order": _("L’intervalle « %(text)s » finit avant de commencer."),
    }

    def __init__(self, code, text):
        super().__init__(self.MESSAGES[code], code=code, params={"text": text})


@dataclass(frozen=True, order=True, slots=True)
class PartialDate:
    """A day, a month, a year or an interval, with the first and last day it covers.

    Made by `parse()` or `of()` only. Sorts by its end, then its start, as the ledgers
    do: the order of the attributes below is the order of comparison.
    """

    last: datetime.date
    first: datetime.date
    text: str

    @classmethod
    def parse(cls, text):
        """Read EDTF; raise PartialDateError (a ValueError) for anything else."""
        if not re.fullmatch(SYNTAX, text):
            raise PartialDateError("syntax", text)
        start, _slash, end = text.partition("/")
        end = end or start
        try:
            first, last = _days(start)[0], _days(end)[1]
        except ValueError:
            raise PartialDateError("impossible", text) from None
        if last < first:
            raise PartialDateError("order", text)
        return cls(last, first, start if start == end else text)

    @classmethod
    def of(cls, value):
        """The same from a text, a `datetime.date` or a partial date; None from None and ''."""
        if value is None or value == "" or isinstance(value, cls):
            return value or None
        # A datetime has no day until it has a zone: its ISO form is refused by parse().
        return cls.parse(value.isoformat() if isinstance(value, datetime.date) else str(value))

    @property
    def ends(self):
        """Both ends of an interval, or the date itself alone."""
        return tuple(map(self.parse, self.text.split("/")))

    @property
    def precision(self):
        return "interval" if "/" in self.text else PRECISIONS[len(self.text)]

    @property
    def datetime_attribute(self):
        """Value of `<time datetime>`, or None: HTML has no form for an interval."""
        return None if "/" in self.text else self.text

    def as_words(self, language=None):
        """« 1ᵉʳ janvier 2026 », « 22–23 décembre 2025 »; in the active language by default."""
        return "".join(worded_pieces(self.text, language))

    def as_short_words(self, language=None):
        """« 26 févr. 2026 », for tables."""
        return "".join(worded_pieces(self.text, language, width="abbreviated"))

    def __str__(self):
        return self.text


def _days(point):
    """First and last day of `2025-12-23`, `2025-07` or `2024`; ValueError outside the calendar."""
    year, *month_and_day = map(int, point.split("-"))
    first = datetime.date(year, *[*month_and_day, 1, 1][:2])
    if len(month_and_day) == 2:
        return first, first
    last_month = first.month if month_and_day else 12
    return first, datetime.date(year, last_month, calendar.monthrange(year, last_month)[1])


class _DayOf(models.Func):
    """Immutable SQL for a day of an EDTF column, fit for a generated column (`text::date` is not)."""

    sql: str
    arity = 1
    output_field = models.DateField()

    def as_sql(self, compiler, connection, **extra):  # type: ignore[override]  # Django’s own take these alone
        text, params = compiler.compile(self.source_expressions[0])
        return self.sql.replace("{text}", text), list(params) * self.sql.count("{text}")


def _start_of(point):
    """SQL for the first day of one end, itself SQL for `2025-12-23`, `2025-07` or `2024`."""
    return (
        f"make_date(left({point}, 4)::int, coalesce(nullif(substr({point}, 6, 2), '')::int, 1),"
        f" coalesce(nullif(substr({point}, 9, 2), '')::int, 1))"
    )


class FirstDay(_DayOf):
    """The first day covered by the dates of a column."""

    sql = _start_of("split_part({text}, '/', 1)")


class LastDay(_DayOf):
    """The last day covered by the dates of a column."""

    end = "split_part({text}, '/', -1)"
    sql = (
        f"({_start_of(end)} + CASE length({end}) WHEN 10 THEN interval '0'"
        f" WHEN 7 THEN interval '1 month -1 day' ELSE interval '1 year -1 day' END)::date"
    )


class PartialDateFormField(forms.Field):
    """Takes EDTF, and `23/12/2025` or `12/2025` as they are typed in French."""

    def __init__(self, *, help_text="", **kwargs):
        both = format_lazy("{} {}", help_text, FORMAT_HELP) if help_text else FORMAT_HELP
        super().__init__(help_text=both, **kwargs)

    def widget_attrs(self, widget):
        # A plain text input: no browser's date picker knows a month, a year or an interval.
        return {"autocomplete": "off", "dir": "ltr", "size": "24"}

    def to_python(self, value):
        typed = str(value or "").strip()
        text = re.sub(r"\s*/\s*", "/", typed)
        if french := re.fullmatch(FRENCH_POINT, text):
            text = "-".join(part.zfill(2) for part in reversed(french.groups()) if part)
        try:
            return PartialDate.of(text)
        except PartialDateError as error:
            raise PartialDateError(error.code, typed) from None


class PartialDateAttribute(DeferredAttribute):
    """What is assigned as text reads back as a PartialDate; PartialDateError if it is none."""

    def __set__(self, instance, value):
        is_expression = hasattr(value, "resolve_expression")
        instance.__dict__[self.field.attname] = value if is_expression else PartialDate.of(value)


class PartialDateField(models.Field):
    """A PartialDate or None, in a column of EDTF text (`occurred`).

    Two columns which PostgreSQL computes from it, `occurred_first` and `occurred_last`,
    are for queries only: an object in memory knows `occurred.first`. A check of the column
    refuses, whoever writes, what `PartialDate.parse()` refuses. May be unknown (blank and
    NULL) unless declared `blank=False`.
    """

    descriptor_class = PartialDateAttribute
    description = _("Date complète, mois, année ou intervalle")
    empty_strings_allowed = False

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("null", kwargs.setdefault("blank", True))
        kwargs["max_length"] = len("2025-11-26/2025-12-22")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs["blank"] = self.blank  # our default is not Django's
        del kwargs["max_length"]
        return name, path, args, kwargs

    def contribute_to_class(self, cls, name, **kwargs):  # type: ignore[override]  # passed on as they come
        super().contribute_to_class(cls, name, **kwargs)
        if not cls._meta.abstract:
            # Once the class is complete: migrations and history name these columns themselves.
            class_prepared.connect(self._add_days, sender=cls)

    def _add_days(self, sender, **kwargs):
        declared = {field.name for field in sender._meta.local_fields}
        for suffix, day in {"first": FirstDay, "last": LastDay}.items():
            if (name := f"{self.name}_{suffix}") not in declared:
                output = models.DateField()
                column = models.GeneratedField(expression=day(self.name), output_field=output, db_persist=True)
                sender.add_to_class(name, column)

    def get_internal_type(self):
        return "CharField"

    def db_check(self, connection):
        text = connection.ops.quote_name(self.column)
        first, last = (day.sql.replace("{text}", text) for day in (FirstDay, LastDay))
        distinct = f"split_part({text}, '/', 1) <> split_part({text}, '/', 2)"
        return f"{text} ~ '^{SYNTAX}$' AND {distinct} AND {first} <= {last}"

    def from_db_value(self, value, expression, connection):
        return PartialDate.of(value)

    def to_python(self, value):
        return PartialDate.of(value)

    def get_prep_value(self, value):
        value = PartialDate.of(super().get_prep_value(value))
        return value and value.text

    def value_to_string(self, obj):
        return str(self.value_from_object(obj) or "")

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})
