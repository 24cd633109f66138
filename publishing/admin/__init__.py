"""The desk: the stock admin, with what every record type needs of it."""

from publishing.admin.parts import PartAdmin, StackedParts, TabularParts
from publishing.admin.records import RecordAdmin

__all__ = ["PartAdmin", "RecordAdmin", "StackedParts", "TabularParts"]
