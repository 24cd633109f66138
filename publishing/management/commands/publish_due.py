"""`manage.py publish_due`: what is due, now; for operators whose desk does not run all the time."""

from django.core.management.base import BaseCommand, CommandError

from publishing.errors import Refused
from publishing.models import Submission
from publishing.review.scheduler import publish_due


class Command(BaseCommand):
    """Says a line for each submission, and fails if one of them does."""

    help = (
        "Publishes or withdraws the submissions whose hour has come, in the order of their hours, each in its own"
        " transaction. A running desk does this by itself; call this once a minute where none runs all the time."
        " Several may run at once. Ends with an error if a submission could not be carried out: the desk shows why."
    )

    def handle(self, **options):
        try:
            self.publish()
        except Refused as refusal:
            raise CommandError(f"{refusal} Nothing was lost: what is due stays due.") from None

    def publish(self):
        failed = done = 0
        for submission in publish_due():
            if submission.state == Submission.State.FAILED:
                failed += 1
                self.stderr.write(
                    f"{submission.pk} “{submission}”, due {submission.due_at:%F %R} UTC: {submission.failure}"
                )
            else:
                done += 1
                self.stdout.write(
                    f"{submission.pk} “{submission}”, due {submission.due_at:%F %R} UTC: version {submission.version}"
                )
        if not done + failed:
            self.stdout.write("Nothing is due.")
        if failed:
            raise CommandError(f"{failed} of {done + failed} could not be carried out.")
