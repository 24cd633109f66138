"""What may be decided about a submission, by whom, and the buttons that do it."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.review.submit_views import REVIEW, SUBMIT, HourForm, reviewers
from desk.review.withdraw_views import PUBLISH
from publishing.errors import Refused
from publishing.models import Submission
from publishing.review.rules import refuse_own
from publishing.review.submissions import (
    AFTER_REVIEW,
    approve,
    assign,
    cancel,
    execute,
    refuse,
    reschedule,
    send_back,
)


class DecisionForm(HourForm):
    """What a reviewer says, and when it is to appear."""

    comment = forms.CharField(
        label=gettext_lazy("Commentaire"), required=False, widget=AdminTextareaWidget({"rows": 3})
    )

    def outcome(self, submission) -> str:
        said = _("La soumission est maintenant « %(state)s ».") % {"state": submission.get_state_display()}
        late = _("Son heure est passée : elle paraîtra quand une autre lui sera donnée, ou sur ordre.")
        return f"{said} {late}" if submission.is_overdue else said


class AssignmentForm(forms.Form):
    """Who is to decide: somebody who may review, and neither submitted nor wrote any of it."""

    reviewer: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("Confiée à"), required=False, queryset=None
    )

    def __init__(self, *args, submission, **kwargs):
        super().__init__(*args, initial={"reviewer": submission.reviewer_id}, **kwargs)  # type: ignore[misc]  # given by name
        authors = submission.authors.values("user_id")
        others = reviewers().exclude(pk=submission.submitted_by_id)
        self.fields["reviewer"].queryset = others.exclude(pk__in=authors)

    def outcome(self, submission) -> str:
        if not submission.reviewer:
            return _("La soumission n’est confiée à personne : elle attend chez tous ceux qui relisent.")
        return _("La soumission est confiée à %(reviewer)s.") % {"reviewer": submission.reviewer}


class BulkAssignmentForm(forms.Form):
    """Who is to decide about several submissions."""

    reviewer: forms.ModelChoiceField = forms.ModelChoiceField(label=gettext_lazy("Confiée à"), queryset=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = reviewers()


def assign_all(submissions, reviewer) -> None:
    """Give them all to one reviewer; raises Refused, with the reasons of each, and gives none."""
    errors = []
    with transaction.atomic():
        for submission in submissions:
            try:
                assign(submission, reviewer=reviewer)
            except Refused as refusal:
                errors += [f"{submission}\N{NO-BREAK SPACE}: {problem}" for problem in refusal.errors]
        if errors:
            raise Refused(errors)


def takes_part(user) -> bool:
    """Whether somebody sees submissions at all: who submits, reviews or publishes."""
    return any(map(user.has_perm, (SUBMIT, REVIEW, PUBLISH)))


def rights(user, submission) -> dict:
    """Which buttons are there for a user, and why those of the decision are not.

    A reviewer agrees; whoever may publish also says when.
    """
    is_reviewer, is_publisher = user.has_perm(REVIEW), user.has_perm(PUBLISH)
    is_open, is_own = submission.state == Submission.State.OPEN, submission.submitted_by_id == user.pk
    own = own_work(submission, user) if is_reviewer and is_open else ""
    may_approve = is_reviewer and is_open and not own
    return {
        "own": own,
        "may_turn_down": is_reviewer and is_open,
        "may_approve": may_approve,
        "may_approve_now": may_approve and is_publisher,
        "may_carry_out": is_publisher and submission.state in AFTER_REVIEW,
        "may_cancel": submission.is_pending and (is_reviewer or is_publisher or is_own),
        "may_assign": is_open and (is_reviewer or is_own),
        "may_link": is_reviewer or is_publisher or is_own,
    }


def own_work(submission, user) -> str:
    """Why the user may not agree; blank if they may."""
    try:
        refuse_own(submission, user)
    except Refused as refusal:
        return " ".join(refusal.errors)
    return ""


# What the buttons do with a submission, for a user, with a form


def approve_now(submission, by, form):
    return execute(approve(submission, by=by, comment=form.cleaned_data["comment"]), by=by)


def approve_for(submission, by, form):
    """Agree; only who may publish says for when, and then must."""
    hour = form.hour if by.has_perm(PUBLISH) else {}
    done = approve(submission, by=by, comment=form.cleaned_data["comment"], **hour)
    if by.has_perm(PUBLISH) and done.state != Submission.State.SCHEDULED:
        raise Refused([_("Aucune heure à venir n’est demandée : donnez-en une, ou publiez maintenant.")])
    return done


def reschedule_for(submission, by, form):
    if not form.hour:
        raise Refused([_("Donnez l’heure.")])
    return reschedule(submission, **form.hour)


def assign_to(submission, by, form):
    return assign(submission, reviewer=form.cleaned_data["reviewer"])


def with_comment(decide):
    """A decision that takes nothing but a comment."""
    return lambda submission, by, form: decide(submission, by=by, comment=form.cleaned_data["comment"])


BUTTONS = {
    "_approve_now": ("may_approve_now", DecisionForm, approve_now),
    "_approve": ("may_approve", DecisionForm, approve_for),
    "_send_back": ("may_turn_down", DecisionForm, with_comment(send_back)),
    "_refuse": ("may_turn_down", DecisionForm, with_comment(refuse)),
    "_cancel": ("may_cancel", DecisionForm, with_comment(cancel)),
    "_carry_out": ("may_carry_out", DecisionForm, lambda submission, by, form: execute(submission, by=by)),
    "_reschedule": ("may_carry_out", DecisionForm, reschedule_for),
    "_assign": ("may_assign", AssignmentForm, assign_to),
}
