"""A register of another confederation, from its dossier alone: no page, file or message speaks of the AES."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.mail import compose
from desk.review.submit_views import HourForm
from editions.identity import current_identity
from exchange.dossier.dumping import dump_dossier
from institutions.models import State
from publishing.models import Record, Submission
from publishing.registry import RECORD_TYPES
from readers.offline.archive import write_pack
from readers.share_images.cards import card_of, card_of_site
from summits.models import Decision, RoadmapItem, Summit
from tests.desk import pages
from tests.journeys import table_of_pages
from tests.journeys.test_leaks import addresses_from

pytestmark = pytest.mark.django_db

CASES = Path(__file__).parent / "cases"
OF_ANOTHER_BODY = re.compile(r"(?<![a-z])aes(?![a-z])|sahel|cedeao|ecowas|alliance des états", re.IGNORECASE)
REFERENCES = re.compile(r"^  reference: .*\n", re.MULTILINE)


def load(folder, *texts):
    for number, text in enumerate(texts):
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    call_command("load_dossier", str(folder), publish=True, verbosity=0)


@pytest.fixture
def unnamed(neutral, tmp_path):
    """Loaded as it is: neither a name nor references."""
    load(tmp_path, REFERENCES.sub("", (CASES / "rives.yaml").read_text(encoding="utf-8")))


@pytest.fixture
def named(neutral, tmp_path):
    """With its own name, colours and references."""
    load(tmp_path, *((CASES / name).read_text(encoding="utf-8") for name in ("rives.yaml", "rives_register.yaml")))


def said(response) -> str:
    """What an answer says, headers included; of an image, which is drawn, only those."""
    body = "" if response.headers.get("Content-Type", "").startswith("image/") else response.content.decode()
    return f"{response.headers.items()} {body}"


def names_of_another_body(found: dict[str, str]) -> dict[str, set[str]]:
    """What should not be there, by the address at which it is."""
    wrong = {path: set(OF_ANOTHER_BODY.findall(f"{path} {text}")) for path, text in found.items()}
    return {path: words for path, words in wrong.items() if words}


def records():
    """One record of each type that the dossier holds."""
    found = (kind.model.objects.first() for kind in RECORD_TYPES.values() if issubclass(kind.model, Record))
    return [record for record in found if record]


def paths_of_everything(language) -> set[str]:
    """Every list and file, and the page of one record of each type with all that goes with it."""
    paths = set(table_of_pages.paths_of_lists(language).values())
    for record in records():
        paths |= set(table_of_pages.paths_of(record, None, language).values())
    with override(language):
        paths |= {reverse("page", args=[name]) for name in ("methode", "a-propos", "accessibilite", "mentions-legales")}
        paths |= {reverse("opensearch"), reverse("site-image"), reverse("search") + "?q=fleuve", "/", "/identite.css"}
        return paths | {
            "/robots.txt",
            "/sitemap.xml",
            f"/{language}/rien-ici/",
            f"/r/{Decision.objects.first().reference}",
        }


def ask(client, paths) -> dict[str, str]:
    return {path: said(client.get(path)) for path in paths}


@pytest.mark.parametrize(("register", "language"), [("unnamed", "fr"), ("named", "en")])
def test_public_pages_and_files_say_nothing_of_another_body(client, request, register, language):
    request.getfixturevalue(register)

    found = ask(client, paths_of_everything(language))

    assert len(found) > 100
    assert names_of_another_body(found) == {}


@pytest.mark.long
def test_no_address_that_links_lead_to_says_anything_of_another_body(client, named):
    found = addresses_from(client, [f"/{language}/" for language in settings.PUBLIC_LANGUAGES])

    assert len(found) > 400
    assert names_of_another_body({path: said(response) for path, response in found.items()}) == {}


def test_share_images_packs_dumps_and_mails_say_nothing_of_another_body(named, tmp_path):
    editor = User.objects.create_user("editrice", email="editrice@example.org")
    found = {}
    for language in settings.PUBLIC_LANGUAGES:
        with override(language):
            found |= {f"card {record}": str(card_of(record)) for record in records()}
            found["card"] = str(card_of_site())
            submission = Submission(pk=1, submitted_by="editrice", note="À relire")
            context = {"subject": "À relire", "path": "/admin/", "submission": submission}
            found["mail"] = str(compose(editor, "mail/submission.txt", context).message())
        pack = tmp_path / f"{language}.zip"
        write_pack(pack, language)
        with zipfile.ZipFile(io.BytesIO(pack.read_bytes())) as archive:
            texts = {name: archive.read(name) for name in archive.namelist()}
        found |= {f"{language}/{name}": text.decode(errors="replace") for name, text in texts.items()}
    dump_dossier(tmp_path / "dump")
    found |= {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "dump").iterdir()}

    assert len(found) > 100
    assert {"fr/index.html", "fr/identite.css", "register.yaml", "mail"} <= set(found)
    assert names_of_another_body(found) == {}


def test_the_desk_says_nothing_of_another_body(named):
    User.objects.create_superuser("administratrice")
    desk = Client(headers={"accept-language": "fr"})
    desk.force_login(User.objects.get())
    models = [kind.model for kind in RECORD_TYPES.values()]
    paths = {
        reverse("admin:index"),
        *(reverse(f"admin:{name}") for name in ("health", "bin", "translations", "import")),
    }
    paths |= {address(model) for model in models for address in (pages.list_of, pages.new)}
    paths |= {pages.form(record) for record in records()} | {pages.submission(Decision.objects.first())}
    paths |= {reverse("admin:institutions_state_history", args=[State.objects.first().pk])}

    found = ask(desk, paths)
    without_labels = {path: text.replace("aes_site", "") for path, text in found.items()}  # of apps, in addresses

    assert len(found) > 50
    assert names_of_another_body({path.replace("aes_site", ""): text for path, text in without_labels.items()}) == {}
    assert "Registre des Rives — rédaction" in found[reverse("admin:index")]
    assert dict(HourForm().fields["zone"].choices) == {"Africa/Lagos": "Africa/Lagos", "UTC": "UTC"}


def test_it_says_what_it_is_called(client, named):
    home, english = client.get("/fr/").text, client.get("/en/").text

    assert "Le Registre <b>·</b> Rives" in home
    assert "Ce que la Confédération des Rives annonce, décide et fait, avec ses sources." in home
    assert "Registre tenu par des lecteurs. Ce n’est pas un site de la Confédération des Rives." in home
    assert (
        "<title>What was announced, who decided it, what has been done · The Register of the Shores</title>" in english
    )
    assert 'href="/identite.css"' in home
    assert client.get("/identite.css").text.startswith(":root{--ochre:light-dark(#1c6540,#86d1a2)}\n.expected")
    assert {item.reference[:3] for item in RoadmapItem.objects.all()} == {"CR-"}


def test_without_a_name_it_is_neutral(client, unnamed):
    home = client.get("/fr/").text

    assert '<a class="brand" href="/fr/">Le registre public</a>' in home
    assert "Registre établi à partir de sources citées." in home
    assert "identite.css" not in home
    assert {summit.reference[:4] for summit in Summit.objects.all()} == {"REG-"}


def test_references_of_its_own_give_it_its_prefix(client, neutral, tmp_path):
    load(tmp_path, (CASES / "rives.yaml").read_text(encoding="utf-8"))

    assert current_identity().prefix == "CR"
    decision = Decision.objects.order_by("reference").first()
    assert client.get(f"/fr/fiches/{decision.reference}/bref.txt").status_code == 200
    assert client.get(f"/r/{decision.reference.lower()}").status_code == 303
    asked = decision.reference.removeprefix("CR-").lower()
    assert decision.get_absolute_url() in client.get(reverse("search"), {"q": asked}).text
