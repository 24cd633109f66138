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

from editions.models import ContentVersion, PublishedFile
from publishing.errors import Refused, explain, name_of
from publishing.history.revisions import keep_snapshots
from publishing.history.translation_status import lags_to_tell
from publishing.live.addresses import address_errors, keep_addresses, note_withdrawal
from publishing.live.change_log import ChangeLog
from publishing.live.changeset import Changeset, fetch_records
from publishing.live.connection import live_path
from publishing.live.cycles import circles
from publishing.live.dependents import dependents_of
from publishing.live.derived import blank_editions, delete_derived_rows, keep_editions, keep_lags, refresh_derived_rows
from publishing.live.locks import lock_publishing
from publishing.live.references import (
    Reference,
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
from publishing.snapshots import (
    LIVE,
    Snapshot,
    delete_live_rows,
    ids_by_type,
    ids_of,
    unclean_texts,
    write_live_snapshots,
)
from publishing.withdrawal_reasons import Reason, in_one

__all__ = ["Approval", "Refused", "closure", "publish", "publish_frozen", "withdraw", "withdraw_frozen"]


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
        changeset = Changeset.of_desk(records)
        refuse_deleted(records, changeset)
        keep_snapshots(changeset.after)
        if changeset.changed:
            write_live(changeset, errors_of(changeset, changeset.records))
            lags = lags_to_tell(changeset.changed)
            with live_path():
                record_publication(version, changeset, note=note, signal=signal, load_title=load_title)
                keep_lags(lags)
            write_audit_entry(Publication.Action.PUBLISHED, version, len(changeset.moved), note)
        return version.number


def publish_frozen(
    changeset: Changeset, *, note: str = "", signal: Mapping[str, str] | None = None, approval: Approval | None = None
) -> int:
    """Publish records as they were taken earlier, whatever the desk says since; otherwise as `publish()` does."""
    with transaction.atomic():
        version = lock_publishing()
        if changeset.changed:
            refuse_unclean(changeset)
            write_live(changeset)
            lags = lags_to_tell(changeset.changed)
            with live_path():
                refuse_incomplete(changeset)
                record_publication(version, changeset, note=note, signal=signal)
                keep_lags(lags)
            write_audit_entry(Publication.Action.PUBLISHED, version, len(changeset.moved), note, approval)
        return version.number


def withdraw(records: Iterable[Model], *, reason: Reason, approval: Approval | None = None) -> int:
    """Take live records back: their addresses answer with a notice, and nothing of their text remains.

    `reason` is shown to readers, in their language where it is given by language. What is not live is left
    alone. Refused while other live records refer to one of them.
    """
    with transaction.atomic():
        version = lock_publishing()
        write_withdrawal(version, Changeset.of_withdrawal(ids_by_type(records)), reason, approval)
        return version.number


def withdraw_frozen(changeset: Changeset, *, reason: Reason, approval: Approval | None = None) -> int:
    """Take back records of which it was read already that they are live; otherwise as `withdraw()` does."""
    with transaction.atomic():
        version = lock_publishing()
        write_withdrawal(version, changeset, reason, approval)
        return version.number


def refresh_search_of_files(fingerprints: Iterable[str]) -> int:
    """Write anew what is searched of the live records that present these files, read again; returns how many.

    Their pages say nothing else than before: there is no edition of it and no entry in the change log.
    """
    with transaction.atomic():
        version = lock_publishing()
        keys = {row.record_key for row in PublishedFile.objects.filter(sha256__in=list(fingerprints))}
        with live_path():
            if records := fetch_records(ids_of(keys)):
                refresh_derived_rows(records)
                version.raise_to(version.changed_at)
        return len(records)


# The steps of a publication


def refuse_deleted(records: Iterable[Model], changeset: Changeset) -> None:
    """Somebody may have deleted a record between the list and the button."""
    present = {pk for _label, pk in changeset.after}
    gone = [record for record in records if record.pk not in present]
    if gone:
        raise Refused(_("%(record)s n’existe plus.") % {"record": name_of(record)} for record in gone)


def refuse_unclean(changeset: Changeset) -> None:
    """What was frozen under an allow-list that has since been narrowed is not put in place."""
    if unclean := [shot for shot in changeset.changed.values() if any(unclean_texts(shot))]:
        raise Refused(
            _("%(type)s %(reference)s : un texte contient du balisage qui n’est pas admis ; à soumettre de nouveau.")
            % {"type": capfirst(shot.record_type.model._meta.verbose_name), "reference": reference_in(shot)}
            for shot in unclean
        )


def refuse_incomplete(changeset: Changeset) -> None:
    """What was frozen must be complete as it now is in `live`, with all that it refers to there."""
    if errors := errors_of(changeset, changeset.live_records):
        raise Refused(errors)


def reference_in(snapshot: Snapshot) -> str:
    """The reference of a record as it was taken, or the key of a row of vocabulary."""
    (row,) = snapshot.rows[snapshot.record_type.row.name]
    return row.get("reference") or row["key"]


def write_live(changeset: Changeset, errors: Iterable[str] = ()) -> None:
    """Put the snapshots in place, then look whether every link leads somewhere; raises Refused.

    What is wrong with the records themselves (`errors`) is said together with that.
    """
    try:
        with transaction.atomic():
            write_live_snapshots(changeset.changed.values())
    except IntegrityError as error:
        raise Refused([*errors, explain(error)]) from error
    missing = missing_targets(ids_of(changeset.changed), LIVE)
    behind = left_behind(rows_that_leave(changeset.replaced, changeset.changed))
    if errors or missing or behind:
        raise Refused([*errors, *in_words([*missing, *behind])], required_records(missing, behind))
    if round_trips := circles(ids_of(changeset.changed)):
        raise Refused(round_trips)
    settle_constraints()


def required_records(missing: list[Reference], behind: list[Reference]) -> list[Model]:
    """The records to publish together with those refused: what they lack, and what still holds what they drop."""
    bundle = owners_of(missing)
    for reference in behind:
        bundle.setdefault(reference.kind, []).append(reference.owner)
    return closure(in_order(bundle))


def settle_constraints() -> None:
    """Ask PostgreSQL for what it has put off, while it can still be said in words; raises Refused."""
    try:
        with transaction.atomic():
            connection.check_constraints()
    except IntegrityError as error:
        raise Refused([explain(error)]) from error


def record_publication(
    version: ContentVersion,
    changeset: Changeset,
    *,
    note: str = "",
    signal: Mapping[str, str] | None = None,
    load_title: Mapping[str, str] | None = None,
) -> None:
    """Write what goes with the records now live: editions, addresses, lists, search, the change log."""
    records = changeset.live_pages
    if errors := address_errors(records):
        raise Refused(errors)
    keep_addresses(records)
    refresh_derived_rows(records | fetch_records(dependents_of(changeset)))
    log = ChangeLog(version)
    log.add_published(changeset, signal=signal or {}, load_title=load_title or {})
    version.raise_to(log.write())
    keep_editions(changeset.changed, version, note)


# The steps of a withdrawal


def write_withdrawal(version: ContentVersion, changeset: Changeset, reason: Reason, approval: Approval | None) -> None:
    """Take out of `live` what leaves, and leave the notice; nothing if nothing of it is there."""
    if not changeset.withdrawn:
        return
    with live_path():
        log = ChangeLog(version)
        log.add_withdrawn(changeset, reason)
    delete_live(changeset)
    with live_path():
        note_withdrawal(changeset.withdrawn, reason, at=timezone.now())
        blank_editions(changeset.withdrawn, in_one(reason))
        delete_derived_rows(changeset.withdrawn)
        version.raise_to(log.write())
    write_audit_entry(Publication.Action.WITHDRAWN, version, len(changeset.moved), in_one(reason), approval)


def delete_live(changeset: Changeset) -> None:
    """Take the records out; raises Refused while other live records refer to them or their parts."""
    delete_live_rows(ids_of(changeset.withdrawn))
    behind = left_behind(rows_that_leave(changeset.withdrawn, {}))
    if behind:
        raise Refused(in_words(behind))
    settle_constraints()


# Said of both


def write_audit_entry(
    action: str, version: ContentVersion, records: int, note: str, approval: Approval | None = None
) -> None:
    """One line of the desk's own account: who did what, when; raises IntegrityError for what nobody agreed to."""
    Publication.objects.create(
        action=action,
        version=version.number,
        at=timezone.now(),
        records=records,
        note=note,
        by_id=approval and approval.by_id,
        by=approval.by if approval else "",
        submission_id=approval and approval.submission_id,
    )
