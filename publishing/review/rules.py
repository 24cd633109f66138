"""What a submission, and a decision about it, must hold to; raises Refused, in words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone
from django.utils.translation import gettext as _

from publishing.errors import Refused, name_of
from publishing.models import Submission, SubmissionItem
from publishing.snapshots import DESK, LIVE, has_todays_shape, ids_of, read_snapshots

Action = Submission.Action


def refuse_unsaid(note, action, reason):
    if not note.strip():
        raise Refused([_("Dites ce qui change, et pourquoi.")])
    if action == Action.WITHDRAW and not reason:
        raise Refused([_("Dites aux lecteurs pourquoi la fiche est retirée.")])


def refuse_idle(items, action):
    if not items:
        idle = _("Rien à soumettre : les lecteurs voient déjà tout ce que dit la rédaction.")
        raise Refused(
            [idle if action == Action.PUBLISH else _("Rien à retirer : aucune de ces fiches n’est en ligne.")]
        )


def refuse_submitted(records):
    """A record awaits one decision at a time; the index `record_submitted_once` refuses what comes past this."""
    waiting = SubmissionItem.objects.filter(is_pending=True, record_id__in=[record.pk for record in records])
    known = {item.key[1] for item in waiting}
    already = [record for record in records if record.pk in known]
    if already:
        raise Refused(_("%(record)s attend déjà une décision.") % {"record": name_of(r)} for r in already)


def refuse_own(submission, by):
    """Nobody approves what they submitted or wrote; the database refuses it too."""
    if submission.submitted_by_id == by.pk:
        raise Refused([_("Vous avez soumis ces fiches : quelqu’un d’autre doit les approuver.")])
    if submission.authors.filter(user_id=by.pk).exists():
        raise Refused([_("Vous avez écrit une partie de ces fiches : quelqu’un d’autre doit les approuver.")])


def refuse_reviewer(submission, reviewer):
    """Nobody is asked to review what they may not approve."""
    try:
        refuse_own(submission, reviewer)
    except Refused as refusal:
        name = {"reviewer": reviewer.get_username()}
        words = _("%(reviewer)s a écrit ou soumis une partie de ces fiches : confiez-les à quelqu’un d’autre.") % name
        raise Refused([words]) from refusal


def refuse_outdated(submission):
    """What was frozen must still fit the tables, what readers saw then, and the desk."""
    items = list(submission.items.all())
    ids = ids_of(item.key for item in items)
    desk, live = read_snapshots(ids, DESK), read_snapshots(ids, LIVE)
    errors = [problem for item in items if (problem := outdated(item, desk, live))]
    if errors:
        raise Refused(errors)


def outdated(item, desk, live) -> str:
    """Why one item can no longer be what it was submitted as; blank when it can."""
    if item.key not in desk:
        return _("Une fiche soumise n’existe plus.")
    values = {"record": name_of(item.record)}
    if not has_todays_shape(item.taken):
        return _("%(record)s : le registre a changé de forme depuis ; soumettez à nouveau.") % values
    seen = live[item.key].sha256 if item.key in live else ""
    if seen != item.base_sha256:
        return _("%(record)s : la fiche en ligne a changé depuis ; soumettez à nouveau.") % values
    return ""


def hour(due_at: datetime | None, zone: str) -> dict:
    """An hour as clocks show it in a zone, or an instant; raises Refused for one that has passed."""
    if due_at is None:
        return {"due_at": None, "zone": ""}
    if zone not in available_timezones():
        raise Refused([_("Le fuseau horaire « %(zone)s » n’existe pas.") % {"zone": zone}])
    if timezone.is_naive(due_at):
        due_at = due_at.replace(tzinfo=ZoneInfo(zone))
    if due_at <= timezone.now():
        raise Refused([_("Cette heure est passée.")])
    return {"due_at": due_at.astimezone(UTC), "zone": zone}
