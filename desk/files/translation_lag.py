"""Translations on the desk: how far each is behind the French, in forms, in lists and as a filter of lists."""

from django.contrib import admin
from django.db.models import Q
from django.utils.html import format_html_join
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext_lazy as _

from desk.forms.bilingual_forms import SOURCE, TARGETS, target_language
from publishing.history.diff import Comparison, Difference, label_of
from publishing.history.translation_status import Extent, behind_by, confirm, extents, histories
from publishing.history.word_diff import Line, marked
from publishing.registry import record_type_of, translated_fields
from publishing.snapshots import in_todays_shape

CONFIRMED = "_traduction_juste"
NOTHING = Extent(0, 0)


def worded_lag(changes: int) -> str:
    """« en retard de 2 modifications sur le français »."""
    words = ngettext(
        "en retard de %(count)d modification sur le français",
        "en retard de %(count)d modifications sur le français",
        changes,
    )
    return words % {"count": changes}


def translation_context(record, target) -> dict:
    """By how much each language is behind, and what the French has become since the one beside it was made."""
    history = histories([(record_type_of(record).label, record.pk)]) if record else {}
    found = next(iter(history.values()), None)
    behind = {code: found.behind(code) for code in TARGETS} if found else {}
    return {
        "behind": behind,
        "behind_words": worded_lag(behind[target]) if behind.get(target) else "",
        "behind_lines": changed_french(record, found, target) if behind.get(target) else [],
        "target_name": get_language_info(target)["name_local"],
        "confirmed_in_form": CONFIRMED,
    }


def confirm_if_ticked(request, record) -> None:
    """Whether what changed in the French matters to the translation is the editor's word."""
    if CONFIRMED in request.POST:
        confirm(record, target_language(request), by=request.user)


def changed_french(record, history, language) -> list[Line]:
    """The French texts that say something else than when their translation was made: what they said, what they say."""
    now = in_todays_shape(history.revisions[-1].as_snapshot)
    tables = {table.name: table for table in now.record_type.tables}
    comparison = Comparison(now, now)
    lines = []
    for (name, row_id, field_name), pair in history.pairs(language).items():
        if pair.is_behind:
            table = tables[name]
            location = comparison.location(table, now.rows_by_id(table)[row_id])
            field = table.model._meta.get_field(f"{field_name}_{SOURCE}")
            difference = Difference(row_id, field.name, location, label_of(field))
            lines.append(
                Line(
                    difference, *marked(*(comparison.display_value(field, text) for text in (pair.basis, pair.source)))
                )
            )
    return lines


# Lists


def translation_statuses(model, ids) -> dict:
    """Extent and lag of every language, for each of these records; three statements."""
    filled, behind = extents(model, ids), behind_by(model, ids)
    return {
        pk: {
            code: (filled.get(pk, {}).get(code, NOTHING), behind.get(pk, {}).get(code, 0))
            for code in (SOURCE, *TARGETS)
        }
        for pk in ids
    }


def badges(standing, languages) -> str:
    """A badge for each language: its code, and what it lacks."""
    return format_html_join(
        " ", '<span class="desk-language {}">{}{}</span>', (badge(code, *standing[code]) for code in languages)
    )


def badge(code, extent, behind) -> tuple[str, str, str]:
    """The class, the code and, for a translation that is unfinished or behind, by how much."""
    if code == SOURCE:
        return "full", code.upper(), ""
    if not extent.total:
        return "empty", code.upper(), ""
    late = _(", retard %(count)d") % {"count": behind} if behind else ""
    if extent.filled == extent.total:
        return "behind" if behind else "full", code.upper(), late
    kind = "partial" if extent.filled else "empty"
    return f"{kind} behind" if behind else kind, code.upper(), f" {extent.filled}/{extent.total}{late}"


class TranslationFilter(admin.SimpleListFilter):
    """By how far a translation is: behind the French, incomplete, or neither."""

    title = _("traduction")
    parameter_name = "traduction"
    kinds = {
        "retard": _("en retard sur le français"),
        "incomplete": _("incomplète"),
        "complete": _("complète et à jour"),
    }

    def lookups(self, request, model_admin):
        if not translated_fields(model_admin.model):
            return []
        return [
            (f"{code}-{kind}", f"{get_language_info(code)['name_local']} : {label}")
            for code in TARGETS
            for kind, label in self.kinds.items()
        ]

    def queryset(self, request, queryset):
        code, _hyphen, kind = (self.value() or "").rpartition("-")
        if code not in TARGETS or kind not in self.kinds:
            return queryset
        behind = Q(pk__in=[pk for pk, found in behind_by(queryset.model).items() if code in found])
        if kind == "retard":
            return queryset.filter(behind)
        lacking = [pk for pk, found in extents(queryset.model).items() if found[code].filled < found[code].total]
        incomplete = Q(pk__in=lacking)
        return queryset.filter(incomplete if kind == "incomplete" else ~incomplete & ~behind)
