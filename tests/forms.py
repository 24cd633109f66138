"""What a browser would send of a page: the controls of its form, as their HTML says."""

from html.parser import HTMLParser


class Controls(HTMLParser):
    """Collects the controls of the first form that is posted to the page itself, or to `action`."""

    def __init__(self, html):
        super().__init__()
        self.values = {}
        self.form = self.select = self.option = self.area = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.form = attrs.get("id") if attrs.get("id", "").endswith("_form") else None
        elif self.form is None or "disabled" in attrs:
            self.select = None if tag == "select" else self.select
        elif tag == "input" and "name" in attrs and self.is_sent(attrs):
            self.add(attrs["name"], attrs.get("value", "on" if attrs.get("type") == "checkbox" else ""))
        elif tag == "textarea":
            self.area, self.text = attrs["name"], ""
        elif tag == "select":
            self.select, self.chosen, self.first = attrs["name"], [], None
            self.is_multiple = "multiple" in attrs
        elif tag == "option" and self.select:
            self.first = attrs["value"] if self.first is None else self.first
            self.chosen += [attrs["value"]] if "selected" in attrs else []

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.area:
            self.add(self.area, self.text.removeprefix("\n"))
            self.area = None
        elif tag == "select" and self.select:
            default = [] if self.is_multiple or self.first is None else [self.first]
            for value in self.chosen or default:
                self.add(self.select, value)
            self.select = None

    def handle_data(self, data):
        if self.area:
            self.text += data

    def is_sent(self, attrs):
        kind = attrs.get("type", "text")
        return kind not in {"submit", "button", "file"} and (kind != "checkbox" or "checked" in attrs)

    def add(self, name, value):
        self.values.setdefault(name, []).append(value)


def form_of(response) -> dict[str, list[str]]:
    """The controls of the change form on a page of the desk, by name, each with its values."""
    return Controls(response.content.decode()).values
