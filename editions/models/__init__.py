"""What exists only in schema `live`: content version, change log, editions, addresses, search entries.

These rows name records by type and key, never by foreign key: they know no record type.
"""

from editions.models.log import Change, ChangeText, Edition
from editions.models.search import FacetCount, SearchEntry, SearchWord
from editions.models.standing import Address, CurrentStatus, PublishedFile, TranslationLag
from editions.models.version import ContentVersion

__all__ = [
    "Address",
    "Change",
    "ChangeText",
    "ContentVersion",
    "CurrentStatus",
    "Edition",
    "FacetCount",
    "PublishedFile",
    "SearchEntry",
    "SearchWord",
    "TranslationLag",
]
