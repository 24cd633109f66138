"""Two editors' work on one record put together, when they did not touch the same: as if the second had come later."""

import re

from django.forms.widgets import CheckboxInput, MultiWidget
from django.http import QueryDict

from desk.forms.form_changes import initial
from publishing.history.diff import Difference
from publishing.snapshots import Snapshot


def merged(sent: QueryDict, form, formsets, differences: list[Difference], now: Snapshot) -> QueryDict:
    """What was sent, with what somebody else has changed meanwhile as it is today.

    `form` and `formsets` are bound to what was sent. Parts that are gone leave it; those that are new are not in it,
    and a form leaves alone what it does not name.
    """
    data = sent.copy()
    changed = {(difference.row, difference.name) for difference in differences if difference.name}
    renew(data, form, now, now.record_type.row, str(now.id), changed)
    for formset in formsets:
        table = next(table for table in now.record_type.tables if table.model is formset.model)
        present = now.rows_by_id(table)
        for row in formset.forms:
            if row["id"].data in present:
                renew(data, row, now, table, row["id"].data, changed)
        leave_out(data, formset, lambda pk, present=present: not pk or pk in present)
    return data


def renew(data, form, now, table, pk, changed) -> None:
    """Give the fields of one row that somebody else has changed their value of today."""
    names = [name for name in form.fields if (pk, name) in changed]
    values = initial(now, table, pk) if names else {}
    for name in names:
        field, key = form.fields[name], form.add_prefix(name)
        for other in [k for k in data if k == key or re.fullmatch(rf"{re.escape(key)}_\d+", k)]:
            del data[other]
        for suffix, value in as_sent(field.widget, field.prepare_value(values[name])):
            data.setlist(f"{key}{suffix}", value)


def as_sent(widget, value):
    """What a browser sends for a value in a widget: the ends of names, each with its values."""
    widget = getattr(widget, "widget", widget)  # the one that the admin wraps in links
    if isinstance(widget, MultiWidget):
        for suffix, part, one in zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True):  # type: ignore[arg-type]  # ours give lists
            yield from ((f"{suffix}{end}", found) for end, found in as_sent(part, one))
    elif isinstance(widget, CheckboxInput):
        yield from [("", ["on"])] if value else []
    elif getattr(widget, "allow_multiple_selected", False):
        yield "", [str(one) for one in value or ()]
    else:
        shown = widget.format_value(value)
        shown = shown[0] if isinstance(shown, list) and shown else shown
        yield "", ["" if shown in (None, []) else str(shown)]


def leave_out(data, formset, is_kept) -> None:
    """Take rows out of a formset that was sent, and number the others anew, those that exist first as they were."""
    prefix, total, first = formset.prefix, formset.total_form_count(), formset.initial_form_count()
    kept = [n for n in range(total) if is_kept(data.get(f"{prefix}-{n}-id", ""))]
    if len(kept) == total:
        return
    pattern = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)")
    found = {key: match for key in list(data) if (match := pattern.fullmatch(key))}
    values = {key: data.pop(key) for key in found}
    for key, match in found.items():
        if int(match[1]) in kept:
            data.setlist(f"{prefix}-{kept.index(int(match[1]))}-{match[2]}", values[key])
    data[f"{prefix}-TOTAL_FORMS"] = str(len(kept))
    data[f"{prefix}-INITIAL_FORMS"] = str(sum(n < first for n in kept))
