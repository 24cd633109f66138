"""The change log in words: what each kind of entry says, in the active language.

Sentences agree with any record type: they name its type without an article, and no verb form
shows a gender. Plain text: whoever shows it escapes it.
"""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from publishing.errors import name_of
from publishing.models import Record, StepChange
from publishing.registry import RecordType


def subject(record: Record, state: str = "") -> str:
    """« Décision « X » », with the member state when something concerns it alone."""
    return f"{name_of(record)} ({state})" if state else name_of(record)


def tell_published(record: Record, language: str) -> tuple[str, str]:
    """Title and text of the entry of a record that is new to readers."""
    title = _("Nouveau dans le registre — %(record)s") % {"record": subject(record)}
    return title, record.search_text(language).summary or told_by_its_steps(record, language)


def told_by_its_steps(record: Record, language: str) -> str:
    """What became of a record without a text of its own: its steps in order, a paragraph each."""
    steps = record.step_changes(language).values()
    return "\n\n".join(_("%(status)s — %(text)s") % {"status": capfirst(s.status), "text": _dated(s)} for s in steps)


def tell_step(record: Record, news: StepChange, is_latest: bool) -> tuple[str, str]:
    """Title and text of the entry of a new step; one recorded after later ones changes no status."""
    return _title_of_step(record, news, is_latest), _dated(news)


def _title_of_step(record, news, is_latest):
    values = {
        "record": subject(record, news.state),
        "status": news.status,
        "previous": news.previous,
    }
    if news.corrects:
        return _("Rectification — %(record)s : « %(status)s »") % values
    if is_latest and news.previous not in ("", news.status):
        return _("%(record)s passe de « %(previous)s » à « %(status)s »") % values
    return _("%(record)s : « %(status)s »") % values


def _dated(news):
    if not news.day:
        return news.text
    return _("%(day)s : %(text)s") % {"day": capfirst(news.day), "text": news.text}


def tell_signalled(record: Record, sentence: str) -> tuple[str, str]:
    """Title and text of the entry of an edit that the publisher wanted to be known."""
    return _("%(record)s : mise à jour") % {"record": subject(record)}, sentence


def tell_withdrawn(record: Record, reason: str) -> tuple[str, str]:
    """Title and text of the notice, which also takes the place of earlier entries.

    It names the record by its reference: a title is withdrawn text too.
    """
    values = {"type": record.type_name, "reference": record.reference}
    return _("Retrait du registre — %(type)s %(reference)s") % values, reason


def tell_loaded(added: Iterable[tuple[RecordType, int]], changed: int) -> str:
    """Text of the entry of a loaded dossier: how many records of each type came, one a line."""
    lines = [
        _("%(types)s : %(number)d") % {"types": capfirst(kind.model._meta.verbose_name_plural), "number": number}
        for kind, number in added
    ]
    if changed:
        lines.append(_("Fiches mises à jour : %(number)d") % {"number": changed})
    return "\n".join(lines)
