"""The inbox of reviewers: what is submitted, field by field, and what to do about it."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from desk.review.confirmation import form_address, number_in
from desk.review.decisions import (
    BUTTONS,
    AssignmentForm,
    BulkAssignmentForm,
    DecisionForm,
    assign_all,
    rights,
    takes_part,
)
from desk.review.submit_views import REVIEW
from publishing.errors import Refused, name_of
from publishing.history.word_diff import lines
from publishing.models import Revision, Submission
from publishing.review.previews import create_link, revoke_link
from publishing.review.submissions import changed_since
from publishing.snapshots import LIVE, Snapshots, ids_of, read_snapshots, records_on_desk

State = Submission.State
DETAILED = 20  # records told field by field on one page


class LinkForm(forms.Form):
    """For whom a preview link is, and for how long."""

    label = forms.CharField(label=_("Pour qui"), max_length=120)
    days = forms.IntegerField(label=_("Durée en jours"), min_value=1, max_value=60, initial=14)
    asks_opinion = forms.BooleanField(label=_("Demander un avis"), required=False)


class InboxFilter(admin.SimpleListFilter):
    """What is to be done, and by whom."""

    title = _("boîte")
    parameter_name = "boite"

    def lookups(self, request, model_admin):
        counts = {name: queryset.count() for name, queryset in inboxes(request.user).items()}
        labels = {"relire": _("à relire par moi"), "confiees": _("confiées à moi"), "miennes": _("les miennes")}
        rest = {"retard": _("en retard"), "echec": _("échouées"), "cours": _("en cours")}
        return [(name, f"{label} ({counts[name]})") for name, label in (labels | rest).items()]

    def queryset(self, request, queryset):
        chosen = inboxes(request.user).get(self.value())
        return queryset if chosen is None else queryset.filter(pk__in=chosen.values("pk"))


def inboxes(user) -> dict:
    """The submissions that concern a user, by what they wait for."""
    rows = Submission.objects.order_by()
    return {
        "relire": rows.for_review_by(user),
        "confiees": rows.to_review().filter(reviewer_id=user.pk),
        "miennes": rows.of(user).pending(),
        "retard": rows.overdue(timezone.now()),
        "cours": rows.pending(),
        "echec": rows.filter(state=State.FAILED),
    }


class SubmissionAdmin(admin.ModelAdmin):
    """Submissions, read and decided about; they are made from the records themselves."""

    desk_rank = 55
    list_display = [
        "what",
        "state_word",
        "action",
        "records",
        "submitted_by",
        "submitted_at",
        "reviewer",
        "due",
        "decided_by",
    ]
    list_filter = [InboxFilter, "state", "action"]
    search_fields = ["title__unaccent", "note__unaccent", "submitted_by"]
    actions = ["assign_selected"]
    list_per_page = 50

    # Who

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return self.has_view_permission(request, obj)

    def has_view_permission(self, request, obj=None):
        return takes_part(request.user)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    # The inbox

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(items_count=Count("items", distinct=True))

    @admin.display(description=_("soumission"))
    def what(self, submission):
        return str(submission)

    @admin.display(description=_("état"), ordering="state")
    def state_word(self, submission):
        late = format_html(" <strong>{}</strong>", _("en retard")) if submission.is_overdue else ""
        label = submission.get_state_display()
        return format_html('<span class="desk-stage {}">{}</span>{}', submission.state, label, late)

    @admin.display(description=_("fiches"), ordering="items_count")
    def records(self, submission):
        return submission.items_count

    @admin.display(description=_("échéance"), ordering="due_at")
    def due(self, submission):
        return worded_hour(submission)

    def has_assign_permission(self, request):
        return request.user.has_perm(REVIEW)

    @admin.action(description=_("Confier à…"), permissions=["assign"])
    def assign_selected(self, request, queryset):
        """Give them all to one reviewer or, with the reasons of each, none."""
        form = BulkAssignmentForm(request.POST if "_confirm" in request.POST else None)
        errors = []
        if form.is_bound and form.is_valid():
            try:
                assign_all(queryset, form.cleaned_data["reviewer"])
            except Refused as refusal:
                errors = refusal.errors
            else:
                values = {"count": queryset.count(), "reviewer": form.cleaned_data["reviewer"]}
                words = ngettext(
                    "%(count)s soumission est confiée à %(reviewer)s.",
                    "%(count)s soumissions sont confiées à %(reviewer)s.",
                    values["count"],
                )
                messages.success(request, words % values)
                return None
        request.current_app = self.admin_site.name
        told = {"title": _("Confier"), "submissions": queryset, "form": form, "errors": errors}
        return TemplateResponse(request, "desk/assign.html", self.admin_site.each_context(request) | told)

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title} | (extra_context or {}))

    # One submission

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        submission = self.get_object(request, unquote(object_id))
        if submission is None:
            raise Http404
        forms_ = {
            "form": DecisionForm(request.POST or None),
            "link_form": LinkForm(),
            "assignment_form": AssignmentForm(submission=submission),
        }
        if request.method == "POST":
            return self.act(request, submission, forms_)
        return self.page(request, submission, forms_)

    def page(self, request, submission, forms_, **context):
        request.current_app = self.admin_site.name
        context = self.admin_site.each_context(request) | self.told(request, submission) | forms_ | context
        return TemplateResponse(request, "desk/submission.html", context)

    def told(self, request, submission) -> dict:
        items = list(submission.items.all())
        return {
            "title": str(submission),
            "opts": self.opts,
            "submission": submission,
            "state": self.state_word(submission),
            "due": worded_hour(submission),
            "items": told_items(submission, items),
            "left_out": max(len(items) - DETAILED, 0),
            "authors": submission.authors.all(),
            "links": submission.links.annotate(openings_count=Count("openings")).prefetch_related("opinions"),
            "preview_address": reverse("admin:preview_submission", args=[submission.pk])
            if submission.is_pending
            else "",
            "now": timezone.now(),
            **rights(request.user, submission),
        }

    def act(self, request, submission, forms_):
        """Do what the button says, if it is there for this user."""
        may = rights(request.user, submission)
        if "_link" in request.POST or "_revoke" in request.POST:
            if not may["may_link"]:
                raise PermissionDenied
            return self.act_on_links(request, submission, forms_)
        for button, (right, form_class, act) in BUTTONS.items():
            if button in request.POST:
                if not may[right]:
                    raise PermissionDenied
                return self.perform(request, submission, forms_, form_class, act)
        return self.page(request, submission, forms_)

    def perform(self, request, submission, forms_, form_class, act):
        name = "assignment_form" if form_class is AssignmentForm else "form"
        form = forms_[name] = form_class(request.POST, **({"submission": submission} if name != "form" else {}))
        if not form.is_valid():
            return self.page(request, submission, forms_)
        try:
            with transaction.atomic():
                done = act(submission, request.user, form)
        except Refused as refusal:
            return self.page(request, submission, forms_, errors=refusal.errors)
        messages.success(request, form.outcome(done))
        return HttpResponseRedirect(request.path)

    def act_on_links(self, request, submission, forms_):
        """Make a link, whose address is shown this once, or close one."""
        if "_revoke" in request.POST:
            revoke_link(get_object_or_404(submission.links, pk=number_in(request.POST["_revoke"])))
            return HttpResponseRedirect(f"{request.path}#liens")
        form = forms_["link_form"] = LinkForm(request.POST)
        forms_["form"] = DecisionForm()
        if not form.is_valid():
            return self.page(request, submission, forms_)
        options = {"label": form.cleaned_data["label"], "asks_opinion": form.cleaned_data["asks_opinion"]}
        try:
            lasts = timedelta(days=form.cleaned_data["days"])
            _link, token = create_link(submission, by=request.user, lasts=lasts, **options)
        except Refused as refusal:
            return self.page(request, submission, forms_, errors=refusal.errors)
        address = f"{settings.SITE_URL}{reverse('preview_index', args=[token])}"
        return self.page(request, submission, forms_ | {"link_form": LinkForm()}, new_address=address)


def told_items(submission, items) -> list[dict]:
    """Each record beside what readers see of it now, and whether the desk says something else since."""
    changed = {item.pk for item in changed_since(submission)} if submission.is_pending else set()
    shown = items[:DETAILED]
    ids = ids_of(item.key for item in shown)
    before, records = read_snapshots(ids, LIVE) if submission.is_pending else seen_before(shown), records_on_desk(ids)
    return [
        told_item(item, records.get(item.key), before.get(item.key), submission, item.pk in changed) for item in shown
    ]


def told_item(item, record, before, submission, is_changed) -> dict:
    return {
        "name": name_of(record) if record else item.record_id,
        "address": form_address([record]) if record else "",
        "is_new": not item.base_sha256,
        "is_changed_since": is_changed,
        "lines": lines(before, item.taken) if submission.action == Submission.Action.PUBLISH else [],
    }


def seen_before(items) -> Snapshots:
    """What readers saw of these records when they were submitted; one statement."""
    wanted = Q(pk=None)
    for item in items:
        wanted |= Q(record_type=item.record_type, record_id=item.record_id, sha256=item.base_sha256)
    return {revision.key: revision.taken for revision in Revision.objects.filter(wanted)}


def worded_hour(submission) -> str:
    """The hour on the clocks of the zone that was given with it."""
    if not submission.due_at:
        return ""
    return f"{date_format(submission.local_due, 'SHORT_DATETIME_FORMAT')} ({submission.zone})"
