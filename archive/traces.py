"""What files hold that their readers are not meant to see, in words: an editor decides on it before they are public."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.examination import AUTHORS, CHANGES, COMMENTS, HIDDEN, WHITE
from archive.models import KeptFile, undecided

TRACES = {
    COMMENTS: _("des commentaires"),
    CHANGES: _("des modifications suivies"),
    HIDDEN: _("du texte masqué"),
    WHITE: _("du texte en blanc, peut-être invisible"),
    AUTHORS: _("des noms d’auteurs"),
}


def in_words(traces: Iterable[str]) -> str:
    """« des commentaires, des noms d’auteurs »."""
    return ", ".join(str(words) for key, words in TRACES.items() if key in traces)


def errors_of_files(files: Iterable[KeptFile]) -> dict[str, str]:
    """By fingerprint, why a file is not to be published yet; one statement, none for no file."""
    known = {file.sha256: file for file in files}
    message = gettext(
        "le fichier « %(name)s » contient %(traces)s : confirmez-le tel quel, ou remplacez-le par une copie nettoyée."
    )
    return {
        sha256: message % {"name": known[sha256].name, "traces": in_words(traces)}
        for sha256, traces in undecided(known).items()
    }


def errors_of_record(record, errors: dict[str, str]) -> Iterator[str]:
    """Those of the errors that are of the files of a record."""
    return (errors[file.sha256] for file in record.kept_files if file.sha256 in errors)
