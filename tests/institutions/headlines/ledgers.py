"""Records with their ledgers, made in memory from `ledgers.json`: nothing of the database."""

import json
from datetime import date, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

import yaml

from institutions.models import Document, Mandate, Organ, OrganStep, Ratification, State, Status
from sources.models import Passage, Source
from summits.models import Decision, DecisionLink, DecisionStep, DocumentLink, RoadmapItem, RoadmapStep

FOLDER = Path(__file__).parent
STAGES = import_module("institutions.migrations.0008_stages_of_statuses").STAGES
VOCABULARY = yaml.load(Path("data/dossier/vocabulary.yaml").read_text(), yaml.CSafeLoader)
NAMES = {entry["key"]: entry["name"] for entry in VOCABULARY["statuses"]}
STEPS = {"item": (RoadmapStep, "item"), "decision": (DecisionStep, "decision"), "organ": (OrganStep, "organ")}
MODELS = {"item": RoadmapItem, "decision": Decision, "organ": Organ, "document": Document}
FAMILIES = {"contested": "disputed", "not_found": "absent", "postponed": "stopped"}
STATES = {"burkina-faso": ("BF", "Burkina Faso"), "mali": ("ML", "Mali"), "niger": ("NE", "Niger")}


def key(text: str) -> UUID:
    return uuid5(NAMESPACE_URL, text)


def texts(name: str, by_language: dict) -> dict:
    return {f"{name}_{language}": text for language, text in by_language.items()}


def with_fetched(row, **relations):
    """The row with its relations as a prefetch would leave them."""
    row._prefetched_objects_cache = relations
    return row


@cache
def status(name: str) -> Status:
    axis, text_stage, deed_stage = STAGES[name]
    is_end = name in {"dissolved", "ended"}
    return Status(
        key=name,
        **texts("name", NAMES[name]),
        axis=axis,
        text_stage=text_stage,
        deed_stage=deed_stage,
        family="stopped" if is_end else FAMILIES.get(name, "progress"),
        is_terminal=is_end,
    )


@cache
def state(slug: str) -> State:
    code, name = STATES[slug]
    return State(id=key(slug), code=code, name_fr=name, name_en=name, slug=slug)


class Ledgers:
    """Every record of the file by kind and reference, linked to the others."""

    def __init__(self, rows=None):
        self.rows = rows or json.loads((FOLDER / "ledgers.json").read_text())
        self.by_slug = {(row["kind"], row["slug"]): self.record(row) for row in self.rows if row["kind"] in MODELS}
        self.mandates = {row["slug"]: self.mandate(row) for row in self.rows if row["kind"] == "mandate"}
        for row in self.rows:
            if row["kind"] in MODELS:
                self.link(self.by_slug[row["kind"], row["slug"]], row)
        for (kind, _slug), record in self.by_slug.items():
            if kind == "organ":
                items = [i for (k, _s), i in self.by_slug.items() if k == "item" and i.subject_id == record.pk]
                record._prefetched_objects_cache["creating_items"] = items
        self.by_reference = {record.reference: record for record in self.by_slug.values()}

    def record(self, row):
        facts = {name: row[name] for name in ("text_state", "dated", "as_of", "decided") if name in row}
        named = {"id": key(row["slug"] + row["kind"]), "reference": row["reference"], "slug": row["slug"]}
        return MODELS[row["kind"]](**named, **facts, **texts("name", row["name"]))

    def mandate(self, row):
        days = {name: date.fromisoformat(row[name]) for name in ("started_on", "ended_on") if name in row}
        return Mandate(id=key(row["slug"]), **days)

    def link(self, record, row):
        kind = row["kind"]
        if kind == "document":
            with_fetched(record, ratifications=[self.act(record, act) for act in row["ratifications"]])
            return
        with_fetched(record, steps=[self.step(kind, record, step) for step in row.get("steps", [])])
        cache = record._prefetched_objects_cache
        if kind == "item":
            subject = self.by_slug.get(("organ", row.get("subject")))
            record.subject, record.subject_id = subject, subject and subject.pk
            cache["decision_links"] = [self.item_link(DecisionLink, record, linked) for linked in row["decisions"]]
            cache["document_links"] = [self.item_link(DocumentLink, record, linked) for linked in row["documents"]]
        if kind == "decision":
            cache["documents"] = [self.by_slug["document", slug] for slug in row.get("documents", [])]
            cache["mandates"] = [self.mandates[slug] for slug in row.get("mandates", [])]

    def item_link(self, model, item, linked):
        target = self.by_slug[model.target_field, linked[model.target_field]]
        named = {"item": item, model.target_field: target, "extent": linked["extent"]}
        return with_fetched(model(**named, **texts("scope", linked["scope"])), evidence=[])

    def act(self, document, act):
        days = {name: act[name] for name in ("dated", "as_of") if name in act}
        row = Ratification(document=document, state=state(act["state"]), act=act["act"], **days)
        return with_fetched(row, evidence=[])

    def step(self, kind, record, row):
        model, owner = STEPS[kind]
        named = {owner: record, "id": UUID(row["id"]), "status": status(row["status"])}
        kept = ("occurred", "stated_on", "grade", "confidence", "is_contested", "fulfilment", "axis")
        facts = {name: row[name] for name in kept if name in row}
        if "state" in row:
            facts["state"] = state(row["state"])
        if "resulting_decision" in row:
            facts["resulting_decision"] = self.by_slug["decision", row["resulting_decision"]]
        step = model(**named, **facts, **texts("text", row["text"]), **texts("scope", row.get("scope", {})))
        step.recorded_at = datetime.fromisoformat(row["recorded_at"])
        if "corrects" in row:
            step.corrects_id = self.step_id(row["corrects"])
        return with_fetched(step, evidence=list(map(passage, row["sources"], row["publishers"])))

    def step_id(self, name):
        digits = name.rpartition("/")[2]
        return next(UUID(s["id"]) for row in self.rows for s in row.get("steps", []) if s["id"].startswith(digits))


def passage(slug: str, publisher: str) -> Passage:
    return Passage(source=Source(id=key(slug), slug=slug, publisher=publisher))
