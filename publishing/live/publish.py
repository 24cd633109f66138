"""Publishing and withdrawing: the only ways into schema `live` and out of it.

Both are one transaction that first takes its turn (the row of the content version is locked), and
either do all they were asked or raise `Refused` and do nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from publishing.errors import Refused, explain, name_of
from publishing.history.revisions import keep_snapshots
from publishing.history.translation_status import lags_to_tell
from publishing.live.addresses import address_errors, keep_addresses, note_withdrawal
from publishing.live.change_log import ChangeLog
from publishing.live.connection import live_path
from publishing.live.cycles import circles
from publishing.live.dependents import dependents_of
from publishing.live.derived import blank_editions, delete_derived_rows, keep_editions, keep_lags, refresh_derived_rows
from publishing.live.locks import lock_publishing
from publishing.live.references import (
    closure,
    in_order,
    in_words,
    left_behind,
    missing_targets,
    owners_of,
    rows_that_leave,
)
from publishing.live.requirements import errors_of
from publishing.models import Publication
from publishing.registry import record_type_of
from publishing.snapshots import (
    DESK,
    LIVE,
    Ids,
    Snapshot,
    Snapshots,
    delete_live_rows,
    ids_by_type,
    ids_of,
    read_snapshots,
    unclean_texts,
    write_live_snapshots,
)
from publishing.withdrawal_reasons import Reason, in_one

__all__ = ["Approval", "Refused", "closure", "publish", "publish_frozen", "withdraw"]


@dataclass(frozen=True)
class Approval:
    """On whose decision something appears or leaves: an account, and the submission that was approved.

    Only a withdrawal may do without a submission.
    """

    by_id: int
    by: str
    submission_id: int | None = None


def publish(
    records: Iterable[Model],
    *,
    note: str = "",
    signal: Mapping[str, str] | None = None,
    load_title: Mapping[str, str] | None = None,
) -> int:
    """Publish the records as they stand on the desk; those that say nothing new are left alone.

    For commands: nobody stands behind it. What people publish goes through `publishing.review.submissions`.

    `note` goes with the editions. `signal` is a sentence per language for the feeds, about what changed
    in records that were already live. `load_title`, per language, makes of the whole publication one
    entry in the feed of the site. Returns the content version that shows the records.
    """
    records = list(records)
    with transaction.atomic():
        version = lock_publishing()
        ids = ids_by_type(records)
        before, after = read_snapshots(ids, LIVE), read_snapshots(ids, DESK)
        refuse_deleted(records, after)
        keep_snapshots(after)
        changed = changed_snapshots(after, before)
        if changed:
            errors = errors_of(changed, before, fetched(changed))
            write_live(changed, before, errors)
            lags = lags_to_tell(changed)
            with live_path():
                record_publication(version, changed, before, note=note, signal=signal, load_title=load_title)
                keep_lags(lags)
            write_audit_entry(Publication.Action.PUBLISHED, version, len(changed), note)
        return version.number


def publish_frozen(
    snapshots: Snapshots, *, note: str = "", signal: Mapping[str, str] | None = None, agreed: Approval | None = None
) -> int:
    """Publish records as they were taken earlier, whatever the desk says since; otherwise as `publish()` does."""
    with transaction.atomic():
        version = lock_publishing()
        before = read_snapshots(ids_of(snapshots), LIVE)
        changed = changed_snapshots(snapshots, before)
        if changed:
            refuse_unclean(changed)
            write_live(changed, before, [])
            lags = lags_to_tell(changed)
            with live_path():
                if errors := errors_of(changed, before, fetched(changed)):
                    raise Refused(errors)
                record_publication(version, changed, before, note=note, signal=signal, load_title=None)
                keep_lags(lags)
            write_audit_entry(Publication.Action.PUBLISHED, version, len(changed), note, agreed)
        return version.number


def withdraw(records: Iterable[Model], *, reason: Reason, agreed: Approval | None = None) -> int:
    """Take live records back: their addresses answer with a notice, and nothing of their text remains.

    `reason` is shown to readers, in their language where it is given by language. What is not live is left
    alone. Refused while other live records refer to one of them.
    """
    with transaction.atomic():
        version = lock_publishing()
        before = read_snapshots(ids_by_type(records), LIVE)
        if before:
            with live_path():
                log = ChangeLog(version)
                log.tell_withdrawn(with_address(fetched(before)), reason)
            delete_live(before)
            with live_path():
                note_withdrawal(before, reason, at=timezone.now())
                blank_editions(before, in_one(reason))
                delete_derived_rows(before)
                version.raise_to(log.write())
            write_audit_entry(Publication.Action.WITHDRAWN, version, len(before), in_one(reason), agreed)
        return version.number


# The steps of a publication


def refuse_deleted(records, after):
    """Somebody may have deleted a record between the list and the button."""
    present = {pk for _label, pk in after}
    gone = [record for record in records if record.pk not in present]
    if gone:
        raise Refused(_("%(record)s n’existe plus.") % {"record": name_of(record)} for record in gone)


def refuse_unclean(changed: Snapshots) -> None:
    """What was frozen under an allow-list that has since been narrowed is not put in place."""
    if unclean := [shot for shot in changed.values() if any(unclean_texts(shot))]:
        raise Refused(
            _("%(type)s %(reference)s : un texte contient du balisage qui n’est pas admis ; à soumettre de nouveau.")
            % {"type": capfirst(shot.record_type.model._meta.verbose_name), "reference": reference_in(shot)}
            for shot in unclean
        )


def reference_in(snapshot: Snapshot) -> str:
    """The reference of a record as it was taken, or the key of a row of vocabulary."""
    (row,) = snapshot.rows[snapshot.record_type.row.name]
    return row.get("reference") or row["key"]


def changed_snapshots(after: Snapshots, before: Snapshots) -> Snapshots:
    """Those that readers do not see as they are."""
    return {key: shot for key, shot in after.items() if key not in before or before[key].text != shot.text}


def fetched(snapshots: Snapshots) -> dict:
    """The records of the snapshots with all that they need to speak for themselves, from the current path."""
    return fetched_by_type(ids_of(snapshots))


def fetched_by_type(ids: Ids) -> dict:
    """The same of records given by type and key."""
    return {(kind.label, record.pk): record for kind, keys in ids.items() for record in kind.fetch(keys)}


def with_address(records: dict) -> dict:
    """Those of the records that have a page, editions and a feed: vocabulary has none."""
    return {key: record for key, record in records.items() if record_type_of(record).has_address}


def write_live(changed: Snapshots, before: Snapshots, errors: list[str]) -> None:
    """Put the snapshots in place, then look whether every link leads somewhere; raises Refused."""
    try:
        with transaction.atomic():
            write_live_snapshots(changed.values())
    except IntegrityError as error:
        raise Refused([*errors, explain(error)]) from error
    missing = missing_targets(ids_of(changed), LIVE)
    behind = left_behind(rows_that_leave({key: before[key] for key in changed if key in before}, changed))
    if errors or missing or behind:
        raise Refused([*errors, *in_words([*missing, *behind])], company_of(missing, behind))
    if round_trips := circles(ids_of(changed)):
        raise Refused(round_trips)
    settle_constraints()


def delete_live(before: Snapshots) -> None:
    """Take the records out; raises Refused while other live records refer to them or their parts."""
    delete_live_rows(ids_of(before))
    behind = left_behind(rows_that_leave(before, {}))
    if behind:
        raise Refused(in_words(behind))
    settle_constraints()


def company_of(missing, behind) -> list[Model]:
    """The records to publish together with those refused: what they lack, and what still holds what they drop."""
    bundle = owners_of(missing)
    for reference in behind:
        bundle.setdefault(reference.kind, []).append(reference.owner)
    return closure(in_order(bundle))


def settle_constraints() -> None:
    """Ask PostgreSQL for what it has put off, while it can still be said in words; raises Refused."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise Refused([explain(error)]) from error


def record_publication(version, changed, before, *, note, signal, load_title):
    """Write what goes with the records now live: editions, addresses, lists, search, the change log."""
    records = with_address(fetched(changed))
    if errors := address_errors(records):
        raise Refused(errors)
    keep_addresses(records)
    refresh_derived_rows(records | fetched_by_type(dependents_of(changed, before)))
    log = ChangeLog(version)
    log.tell_published(records, before, signal=signal or {}, load_title=load_title or {})
    version.raise_to(log.write())
    keep_editions(changed, version, note)


def write_audit_entry(action, version, count, note, agreed=None):
    """One line of the desk's own account: who did what, when; raises IntegrityError for what nobody agreed to."""
    Publication.objects.create(
        action=action,
        version=version.number,
        at=timezone.now(),
        records=count,
        note=note,
        by_id=agreed and agreed.by_id,
        by=agreed.by if agreed else "",
        submission_id=agreed and agreed.submission_id,
    )
