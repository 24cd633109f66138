"""The site as it would be if something were published: publish it, render the very public page, roll back.

Whoever looks sees what is live and this submission, no other draft. Publishers wait meanwhile, as they do for
each other. People without an account come by a link whose token is kept as a fingerprint only.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import get_resolver, get_script_prefix, resolve, set_script_prefix
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from editions.models import ContentVersion
from publishing.errors import Refused
from publishing.live.changeset import Changeset, fetch_records, with_address
from publishing.live.connection import READ_LIVE, live_path
from publishing.live.locks import lock_publishing
from publishing.live.publish import record_publication, write_live
from publishing.live.references import closure
from publishing.models import NAME_LENGTH, Submission, path_in
from publishing.models.preview import Opinion, PreviewLink, PreviewOpening
from publishing.registry import record_type_of
from publishing.review.submissions import frozen_changeset, publish_or_withdraw
from publishing.snapshots import Key, ids_of

LONGEST = timedelta(days=60)
PAGES_A_MINUTE = 120
OPINIONS_OF_A_LINK = 50
NEVER_PUBLIC = ("/admin/", "/apercu/")


# As if


@contextmanager
def as_if(publish: Callable[[], object]) -> Iterator[None]:
    """Inside, every query reads schema `live` as `publish` has made it; afterwards none of it has been.

    Raises Refused when that could not be published.
    """
    with transaction.atomic():
        publish()
        with connection.cursor() as cursor:
            cursor.execute(READ_LIVE)
        try:
            yield
        finally:
            transaction.set_rollback(True)


def as_if_carried_out(submission: Submission):
    """The site with what is submitted, as it was frozen."""
    return as_if(lambda: publish_submission(submission))


def as_if_published(records: Iterable[Model]):
    """The site with these records as the desk has them now, and all they need, finished or not."""
    return as_if(lambda: put_forward(records))


def publish_submission(submission: Submission) -> None:
    """Do what it asks for, whether or not anybody has agreed to it."""
    lock_publishing()
    publish_or_withdraw(submission, frozen_changeset(submission))


def put_forward(records: Iterable[Model]) -> None:
    """Publish without asking whether texts and sources are complete: an editor wants to see how far it is."""
    version = lock_publishing()
    changeset = Changeset.of_desk(closure(records))
    if changeset.changed:
        write_live(changeset)
        with live_path():
            record_publication(version, changeset)


# The very public page


def public_page(request: HttpRequest, path: str, prefix: str) -> HttpResponse:
    """The public page at a path, whose links stay below `prefix`; must be called within one of the blocks above."""
    if path.startswith(NEVER_PUBLIC):
        raise Http404
    language = path.split("/", 2)[1]
    language = language if language in settings.PUBLIC_LANGUAGES else settings.LANGUAGE_CODE
    with translation.override(language), below(prefix):
        return answer(readers_request(request, path, prefix))


@contextmanager
def below(prefix: str) -> Iterator[None]:
    """Addresses made inside begin with the prefix."""
    usual = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(usual)


def readers_request(request, path, prefix) -> HttpRequest:
    """The request that a reader would make: who is looking, and with which cookies, makes no difference."""
    asked = copy(request)
    asked.method, asked.COOKIES = "GET", {}
    asked.path_info, asked.path = path, prefix.rstrip("/") + path
    asked.META = {name: value for name, value in request.META.items() if not name.startswith("HTTP_IF_")}
    asked.LANGUAGE_CODE = translation.get_language()
    asked.content_version = ContentVersion.objects.current()
    for name in ("user", "session", "_messages"):
        if hasattr(asked, name):
            delattr(asked, name)
    return asked


def answer(request) -> HttpResponse:
    try:
        match = request.resolver_match = resolve(request.path_info)
        response = match.func(request, *match.args, **match.kwargs)
    except Http404 as missing:
        response = get_resolver().resolve_error_handler(404)(request, exception=missing)  # type: ignore[call-arg]  # every one but that of 500 takes it
    return response.render() if hasattr(response, "render") and not response.is_rendered else response


Pages = list[tuple[str, list[tuple[str, str]]]]


def addresses(submission: Submission, prefix: str) -> Pages:
    """The records of a submission with their pages by language, below the prefix."""
    keys = [item.key for item in submission.items.all()]  # readers may not ask for them
    is_withdrawal = submission.action == Submission.Action.WITHDRAW
    with as_if(lambda: None) if is_withdrawal else as_if_carried_out(submission):
        return pages_of(keys, prefix)


def addresses_on_desk(records: Iterable[Model], prefix: str) -> Pages:
    """The same for records as the desk has them."""
    records = list(records)
    with as_if_published(records):
        return pages_of([(record_type_of(record).label, record.pk) for record in records], prefix)


def pages_of(keys: Iterable[Key], prefix: str) -> Pages:
    with below(prefix):
        return [
            (str(record), [(language, path_in(record, language)) for language in record.languages])
            for record in with_address(fetch_records(ids_of(keys))).values()
        ]


# Links for people without an account


def create_link(
    submission: Submission,
    *,
    by: AbstractBaseUser,
    label: str,
    lasts: timedelta = timedelta(days=14),
    asks_opinion: bool = False,
) -> tuple[PreviewLink, str]:
    """A link and its token, which nobody can read again afterwards."""
    if not submission.is_pending:
        raise Refused([_("Cette soumission n’attend plus de décision : il n’y a plus rien à montrer.")])
    if not timedelta() < lasts <= LONGEST:
        raise Refused([_("Un lien d’aperçu dure d’un jour à deux mois.")])
    token = secrets.token_urlsafe(32)
    link = PreviewLink.objects.create(
        submission=submission,
        label=label,
        token_sha256=PreviewLink.fingerprint(token),
        created_by_id=by.pk,
        created_by=by.get_username()[:NAME_LENGTH],
        expires_at=timezone.now() + lasts,
        asks_opinion=asks_opinion,
    )
    return link, token


def revoke_link(link: PreviewLink) -> None:
    """From now on it leads nowhere."""
    PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


def link_of(token: str) -> PreviewLink | None:
    """The link of a token while it is open; none in all other cases, which nobody can tell apart."""
    links = PreviewLink.objects.select_related("submission")
    link = links.filter(token_sha256=PreviewLink.fingerprint(token)).first()
    return link if link and link.is_open(timezone.now()) else None


def note_opening(link: PreviewLink, path: str) -> bool:
    """Note that a page is opened; whether it may be, since nobody reads two pages a second for a minute."""
    lately = link.openings.filter(at__gt=timezone.now() - timedelta(minutes=1)).count()
    if lately >= PAGES_A_MINUTE:
        return False
    PreviewOpening.objects.create(link=link, path=urlsplit(path).path[:300])
    return True


def give_opinion(link: PreviewLink, *, verdict: str, name: str, text: str) -> Opinion:
    """Note what somebody thinks; a remark has words."""
    if not link.asks_opinion or link.opinions.count() >= OPINIONS_OF_A_LINK:
        raise Refused([_("Ce lien ne recueille pas d’avis.")])
    if not name.strip() or (verdict == Opinion.Verdict.COMMENTS and not text.strip()):
        raise Refused([_("Dites votre nom, et votre remarque si vous en avez une.")])
    return Opinion.objects.create(link=link, verdict=verdict, name=name.strip(), text=text.strip())
