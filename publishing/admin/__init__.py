"""The desk: the stock admin, with what every record type needs of it."""

from publishing.admin.account import PublicationAdmin
from publishing.admin.parts import PartAdmin, PartFormSet, StackedParts, TabularParts
from publishing.admin.records import RecordAdmin, RecordForm

__all__ = ["PartAdmin", "PartFormSet", "PublicationAdmin", "RecordAdmin", "RecordForm", "StackedParts", "TabularParts"]
