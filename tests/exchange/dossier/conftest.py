"""A small dossier in a folder of its own, to be loaded as it is or with a fault in it."""

import pytest

from exchange.dossier.loading import Load
from exchange.schema.errors import FileRefused

SOURCES = """\
sources:
- id: 00000000-0000-4000-8000-000000000001
  reference: AES-S-2025-001
  slug: le-sahel
  title: Fin des travaux
  kind: press
  published_on: 2025-12
  passages: [L3, '']
"""
VOCABULARY = """\
statuses:
- id: 00000000-0000-4000-8000-000000000011
  key: adopted
  name: {fr: adopté, en: adopted}
  ledgers: [decision]
  family: done
"""
PERSONS = """\
persons:
- id: 00000000-0000-4000-8000-000000000021
  reference: AES-P-2026-001
  slug: goita
  name: Assimi Goïta
"""
OFFICES = """\
offices:
- id: 00000000-0000-4000-8000-000000000031
  reference: AES-F-2026-001
  slug: presidence
  name: {fr: Présidence, en: Chair}
  mandates:
  - id: aaaaaaaa-0000-4000-8000-000000000032
    person: goita
    started_on: 2024-07-06
    ended_on: 2025-12-23
"""
DECISIONS = """\
decisions:
- id: 00000000-0000-4000-8000-000000000041
  reference: AES-D-2025-001
  slug: adopter-quatre-protocoles
  name:
    fr: Adopter quatre protocoles
    en: Adopt four protocols
  decided: 2025-12-23
  mandates: [presidence/aaaaaaaa]
  evidence:
  - {source: le-sahel, at: L3}
  steps:
  - id: 00000000-0000-4000-8000-000000000042
    status: adopted
    occurred: 2025-12-23
    recorded_at: 2026-01-05T08:00:00Z
    text: {fr: Quatre protocoles adoptés}
    evidence: [{source: le-sahel}]
"""


class Folder:
    """The files of the dossier; `edit` replaces a piece of one and tells the line it stands on."""

    def __init__(self, path):
        self.path = path
        self.texts = {
            "sources": SOURCES,
            "vocabulary": VOCABULARY,
            "persons": PERSONS,
            "offices": OFFICES,
            "decisions": DECISIONS,
        }
        for name in self.texts:
            self.save(name)

    def save(self, name):
        (self.path / f"{name}.yaml").write_text(self.texts[name], encoding="utf-8")

    def edit(self, name, old, new):
        text = self.texts[name]
        assert text.count(old) == 1
        self.texts[name] = text.replace(old, new)
        self.save(name)

    def add(self, name, text):
        self.texts[name] = self.texts.get(name, "") + text
        self.save(name)

    def load(self, **options):
        """Load it; returns the report."""
        dry_run = options.pop("dry_run", False)
        load = Load(self.path, **options)
        load.prepare()
        load.write(dry_run=dry_run)
        return load.report

    def errors(self):
        """What is wrong with it, as `file:line: path — message`, without the folder, in ordinary spaces."""
        with pytest.raises(FileRefused) as refusal:
            self.load()
        errors = (str(error).removeprefix(f"{self.path}/") for error in refusal.value.errors)
        return [error.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ") for error in errors]


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)
