"""What the pages of prose say while the register has none of its own: method, about, accessibility, legal notice."""

from functools import lru_cache

import yaml
from django.apps import apps
from django.conf import settings

from editions.models import Address
from publishing.models import Record
from publishing.registry import column_of

PAGE = "aes_site.page"


@lru_cache(maxsize=1)
def texts() -> dict[str, dict]:
    """Title, lede and body by language, by the address of each page."""
    return yaml.safe_load((settings.BASE_DIR / "data" / "default-pages.yaml").read_text(encoding="utf-8"))


def default_page(address: str) -> Record | None:
    """The page as a record that was never saved; none where there is no such text."""
    told = texts().get(address, {}).items()
    columns = {column_of(name, language): text for name, given in told for language, text in given.items()}
    return apps.get_model(PAGE)(slug=address, **columns) if columns else None


def shown_by_default() -> list[str]:
    """The addresses at which these texts stand: those that no page of the register has or had."""
    had = Address.objects.filter(record_type=PAGE, address__in=texts()).values_list("address", flat=True)
    taken = set(had)
    return [address for address in texts() if address not in taken]
