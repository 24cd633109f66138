"""What was agreed for a later hour happens then, without a worker or cron: a thread of the desk sees to it.

Any number of processes may do so at once. Each waits its turn, as whoever publishes does (the row of the content
version); who has it takes the first submission that is due, so that they appear in the order of their hours.
"""

import logging
import threading
from collections.abc import Iterator
from datetime import datetime

from django.db import close_old_connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from publishing.errors import Refused
from publishing.live.locks import lock_publishing
from publishing.models import Submission
from publishing.review.notifications import announce
from publishing.review.submissions import execute, note_next_due

State = Submission.State

PATIENCE = 20  # seconds between two looks, when nothing is due sooner
EDITORS_LANGUAGE = "fr"

log = logging.getLogger("publishing.review.scheduler")


def publish_due(now: datetime | None = None) -> Iterator[Submission]:
    """Carry out what is due, one submission after the other, each in its own transaction; yields each.

    One that fails says why (`failure`), and holds up nothing that comes after it. Raises Refused when somebody
    else publishes for so long that one's turn does not come.
    """
    now = now or timezone.now()
    while (submission := publish_first_due(now)) is not None:
        yield submission


def publish_first_due(now: datetime) -> Submission | None:
    """Carry out the first that is due; none when nothing is."""
    if not Submission.objects.due(now).exists():
        return None
    with transaction.atomic(), override(EDITORS_LANGUAGE):
        lock_publishing()
        submission = Submission.objects.due(now).select_for_update().first()
        if submission is None:
            return None
        try:
            with transaction.atomic():
                done = execute(submission)
        except Refused as refusal:
            return note_failure(submission, " ".join(refusal.errors))
        except Exception:
            log.exception("Submission %s cannot be carried out", submission.pk)
            return note_failure(submission, _("Erreur du site : elle est notée dans son journal."))
    log.info("Submission %s, due %s, carried out in version %s", done.pk, done.due_at, done.version)
    return done


def note_failure(submission: Submission, problem: str) -> Submission:
    """Say on the submission why it did not happen; its reviewer gives it another hour or cancels it."""
    log.error("Submission %s, due %s, failed: %s", submission.pk, submission.due_at, problem)
    submission.state, submission.failure = State.FAILED, problem
    submission.save(update_fields=["state", "failure"])
    announce(submission)
    note_next_due()
    return submission


def seconds_until_next(now: datetime) -> float:
    """How long to wait before looking again."""
    due = Submission.objects.filter(state=State.SCHEDULED).order_by("due_at").values_list("due_at", flat=True).first()
    return PATIENCE if due is None else min(PATIENCE, max((due - now).total_seconds(), 1))


class Timer(threading.Thread):
    """Looks at the clock for as long as its process lives; what was missed while none did is done at once."""

    def __init__(self):
        super().__init__(name="publish-due", daemon=True)
        self.stopped = threading.Event()

    def run(self):
        wait = 0.0
        while not self.stopped.wait(wait):
            wait = self.look()

    def look(self) -> float:
        """Do what is due, then say how long to wait; a database that is away is looked for again."""
        try:
            close_old_connections()
            list(publish_due())
            return seconds_until_next(timezone.now())
        except Refused as refusal:
            log.warning("Still waiting to publish what is due: %s", refusal)
            return 0
        except Exception:
            log.exception("Nothing can be published now; trying again in %s seconds", PATIENCE)
            return PATIENCE
        finally:
            close_old_connections()

    def stop(self):
        self.stopped.set()


def start_timer() -> Timer:
    """Called once by each process that serves the desk."""
    timer = Timer()
    timer.start()
    return timer
