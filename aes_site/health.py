"""What may be amiss with records of any type: translations, descriptions, links."""

from dataclasses import replace

from django.db.models import Model, Q
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from archive.models import undecided
from archive.traces import in_words
from editions.models import PublishedFile, TranslationLag
from publishing.health import Finding, Listed, Rows, health_check
from publishing.live.connection import live_path
from publishing.live.references import missing_in_texts
from publishing.registry import RECORD_TYPES, record_type_of
from publishing.rich.fields import rich_columns
from publishing.rich.links import SCHEME
from publishing.snapshots import DESK, ids_by_type, ids_of, records_on_desk

SUMMARY = "summary"


@health_check(
    "traductions",
    _("Traductions en retard sur le français"),
    _("Relisez la traduction devant le français d’aujourd’hui, ou dites qu’elle reste juste."),
)
def translations_behind():
    yield Lags(TranslationLag.objects.order_by("-changes", "record_type", "record_id"), lag_in_words, records_of)


class Lags(Rows):
    """Rows that name their records, of whatever type."""

    def of(self, models):
        labels = [record_type_of(model).label for model in models]
        return replace(self, queryset=self.queryset.filter(record_type__in=labels))


def lag_in_words(lag) -> str:
    words = ngettext(
        "%(language)s : en retard de %(changes)s modification",
        "%(language)s : en retard de %(changes)s modifications",
        lag.changes,
    )
    return words % {"language": capfirst(get_language_info(lag.language)["name_local"]), "changes": lag.changes}


def records_of(rows) -> list[Model]:
    """The records on the desk that these rows are about; one statement per type."""
    found = records_on_desk(ids_of(row.record_key for row in rows))
    return [found[row.record_key] for row in rows]


@health_check(
    "descriptions",
    _("Fiches sans présentation"),
    _("Une ou deux phrases en français : elles décrivent la fiche aux moteurs de recherche et dans les partages."),
)
def without_description():
    for kind in RECORD_TYPES.values():
        if kind.has_address and kind.model.is_translated(SUMMARY):
            rows = kind.model._base_manager.filter(summary_fr="").order_by("reference")  # type: ignore[misc]  # asked just above
            yield Rows(rows, lambda record: capfirst(record.type_name))


@health_check(
    "liens",
    _("Liens vers des fiches qui ne sont pas en ligne"),
    _("Les lecteurs voient les mots sans le lien : publiez la fiche visée, ou retirez le lien."),
)
def broken_references():
    broken = missing_in_texts(ids_by_type(records_with_links()), DESK)
    sources = records_on_desk(ids_of((reference.kind.label, reference.owner) for reference in broken))
    targets = records_on_desk(ids_of((record_type_of(r.target_model).label, r.target) for r in broken))
    yield Listed(
        [
            Finding(
                sources[reference.kind.label, reference.owner],
                gettext("mène à une fiche qui n’est pas en ligne"),
                targets.get((record_type_of(reference.target_model).label, reference.target)),
            )
            for reference in broken
        ]
    )


def records_with_links() -> list[Model]:
    """The records of which a rich text refers to another; one statement per type that has such texts."""
    records: list[Model] = []
    for kind in RECORD_TYPES.values():
        linking = Q()
        for column in rich_columns(kind.model):
            linking |= Q(**{f"{column}__contains": SCHEME})
        if linking:
            records += kind.model._base_manager.filter(linking)
    return records


@health_check(
    "fichiers-publics",
    _("Fichiers publics qui contiennent plus que ce qui se voit"),
    _("Sur la fiche, confirmez le fichier tel quel, ou remplacez-le par une copie nettoyée, puis publiez."),
)
def public_files_with_traces():
    """Comments, tracked changes, hidden text, names of authors in what readers can fetch today."""
    traces = undecided()
    keys = {row.record_key for row in PublishedFile.objects.filter(sha256__in=traces)}
    with live_path():
        live = {(kind.label, record.pk): record for kind, ids in ids_of(keys).items() for record in kind.fetch(ids)}
    records = records_on_desk(ids_of(live))
    files = [(key, file) for key, record in live.items() if key in records for file in record.kept_files]
    yield Listed([Finding(records[key], held_in_words(file, traces)) for key, file in files if file.sha256 in traces])


def held_in_words(file, traces) -> str:
    return gettext("%(file)s : %(traces)s") % {"file": file.name, "traces": in_words(traces[file.sha256])}
