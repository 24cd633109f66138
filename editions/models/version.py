"""The content version: by how many publications the register has changed."""

from django.conf import settings
from django.db import connection, models

from editions.mark import Mark


class ContentVersionManager(models.Manager["ContentVersion"]):
    """The content version as it stands, or locked by who is about to raise it."""

    def current(self) -> "ContentVersion":
        """The version that readers see now; number 0 before anything was published."""
        return self.first() or ContentVersion(pk=1)

    def lock(self) -> "ContentVersion":
        """Wait for one's turn to publish; must be the first statement of the transaction.

        What the publisher before has committed is then seen by every later statement.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO live.editions_contentversion (id, number) VALUES (1, 0)"
                " ON CONFLICT (id) DO UPDATE SET number = editions_contentversion.number"
            )
        return self.get(pk=1)


class ContentVersion(models.Model):
    """One row: raised by every publication; it queues publishers and validates every cached page.

    `changed_at` is the latest instant given to an entry of the change log: see `publishing.live.change_log`.
    `identity` is what was entered of the register itself: see `editions.identity`.
    """

    number = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    next_due_at = models.DateTimeField(null=True)
    identity = models.JSONField(null=True)

    objects = ContentVersionManager()

    def raise_to(self, instant) -> None:
        """One more, in the transaction that publishes."""
        self.number += 1
        self.changed_at = instant
        self.save(update_fields=["number", "changed_at"])
        Mark(settings.PUBLICATION_MARK).change()
