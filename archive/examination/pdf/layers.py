"""Optional content of a PDF: the layers that are shown and those that are off (ISO 32000-2, 8.11)."""

from pypdf.generic import DictionaryObject, IndirectObject

from archive.examination.pdf.objects import dictionary, entry, resolved

# Whether content of a membership is shown, by what each of its layers is.
POLICIES = {"/AnyOn": any, "/AllOn": all, "/AnyOff": lambda on: not all(on), "/AllOff": lambda on: not any(on)}


class Layers:
    """The layers of a PDF as they are when it is opened."""

    def __init__(self, root: DictionaryObject):
        properties = dictionary(root, "/OCProperties")
        default = dictionary(properties, "/D")
        self.off = numbers_in(default, "/OFF")
        if entry(default, "/BaseState") == "/OFF":
            self.off = numbers_in(properties, "/OCGs") - numbers_in(default, "/ON")

    def hides(self, holder: DictionaryObject, name: str) -> bool:
        """Whether what bears the layer, or membership of layers, under that key of a dictionary is off."""
        if not self.off or name not in holder:
            return False
        layer = entry(holder, name)
        if not isinstance(layer, DictionaryObject) or entry(layer, "/Type") != "/OCMD":
            return number_of(holder.raw_get(name)) in self.off
        groups = layer.raw_get("/OCGs") if "/OCGs" in layer else ()
        single = isinstance(resolved(groups), DictionaryObject)
        shown = [number_of(group) not in self.off for group in ([groups] if single else resolved(groups))]
        return bool(shown) and not POLICIES.get(entry(layer, "/P", "/AnyOn"), any)(shown)


def numbers_in(holder: DictionaryObject, key: str) -> set[int | None]:
    return {number_of(reference) for reference in entry(holder, key, ())}


def number_of(reference) -> int | None:
    return reference.idnum if isinstance(reference, IndirectObject) else None
