"""In words: where a record stands in its publication, and when a submission is due."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html

from publishing.review.workflow_state import StatusDetails


def worded_state(where: StatusDetails | None) -> str:
    """A state as a word and a shape, which the style sheet draws; it leads to the submission that waits."""
    if where is None:
        return ""
    words = format_html('<span class="desk-state {}">{}</span>', where.state.value, where.state.label)
    if where.submission_id is None:
        return words
    return format_html(
        '<a href="{}">{}</a>', reverse("admin:publishing_submission_change", args=[where.submission_id]), words
    )


def worded_hour(submission) -> str:
    """The hour on the clocks of the zone that was given with it."""
    if not submission.due_at:
        return ""
    return f"{date_format(submission.local_due, 'SHORT_DATETIME_FORMAT')} ({submission.zone})"
