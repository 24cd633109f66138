"""What the search and lists read."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce

from editions.models.about import AboutRecord

# Each has an index of its own: the words of one are often those of another. Searches must name the language.
LANGUAGES_SEARCHED = {
    "fr": models.Q(language="fr"),
    "en": models.Q(language="en"),
    "others": ~models.Q(language__in=["en", "fr"]),
}


class FacetCount(models.Model):
    """How many search entries have these facets: what lists count by, and the search adds up.

    `section` is the word of their addresses. Kept by `publishing.live.facet_counts`.
    """

    language = models.CharField(max_length=8)
    section = models.CharField(max_length=40)
    record_type = models.CharField(max_length=60)
    pillar = models.CharField(max_length=40, blank=True)
    organs = ArrayField(models.CharField(max_length=100), default=list)
    states = ArrayField(models.CharField(max_length=2), default=list)
    statuses = ArrayField(models.CharField(max_length=40), default=list)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "section", "record_type", "pillar", "organs", "states", "statuses", "year"],
                name="facets_counted_once",
                nulls_distinct=False,
            ),
        ]


def listed(name, *columns):
    """An index in the order of a list, after the columns by which it is narrowed."""
    return models.Index(
        F("language"), F("section"), *map(F, columns), F("newest").desc(), F("reference").desc(), name=name
    )


class SearchEntry(AboutRecord):
    """One live record in one language, as the search and lists read it; `head` ranks, `vector` matches.

    Rows are narrow: a migration puts texts and vectors beside the table (docs/decisions/0026-lists-at-scale.md).
    """

    language = models.CharField(max_length=8)
    reference = models.CharField(max_length=24)
    title = models.CharField(max_length=400)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    file_text = models.TextField(blank=True, help_text="Words of its files: in their language, else in any.")
    file_language = models.CharField(max_length=8, blank=True)
    path = models.CharField(max_length=300)
    pillar = models.CharField(max_length=40, blank=True)
    organs = ArrayField(models.CharField(max_length=100), default=list)
    states = ArrayField(models.CharField(max_length=2), default=list)
    statuses = ArrayField(models.CharField(max_length=40), default=list)
    year = models.PositiveSmallIntegerField(null=True)
    dated = models.DateField(null=True)
    section = models.CharField(max_length=40, default="")
    facets = models.ForeignKey(
        FacetCount, models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    newest = models.GeneratedField(
        expression=Coalesce("dated", models.Value(date.min)),
        output_field=models.DateField(),
        db_persist=True,
        help_text="What lists are ordered by: `dated`, or the beginning of time.",
    )
    head = SearchVectorField()
    vector = SearchVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "language"], name="searched_once_per_language"),
        ]
        indexes = [
            *(
                GinIndex(fields=["vector"], name=f"search_vector_{name}", fastupdate=False, condition=condition)
                for name, condition in LANGUAGES_SEARCHED.items()
            ),
            models.Index(fields=["language", "-newest", "-reference"], name="search_newest"),
            listed("listed"),
            listed("listed_by_pillar", "pillar"),
            listed("listed_by_organ", "organs__0"),
            listed("listed_by_status", "statuses__0"),
            listed("listed_by_year", "year"),
            models.Index(fields=["reference"], name="search_reference"),
        ]


class SearchWord(models.Model):
    """A word of live records in one language, `plain` without its accents: what a misspelt search may have meant."""

    language = models.CharField(max_length=8)
    word = models.CharField(max_length=60)
    plain = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="search_word_once")]
        indexes = [GinIndex(fields=["plain"], opclasses=["gin_trgm_ops"], name="search_word_alike")]
