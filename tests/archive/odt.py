"""ODT files that hold more than is seen: each kind with the text that a reader sees, and the trace of the rest."""

from archive.examination import CHANGES, COMMENTS, HIDDEN
from tests import files

OPEN = "urn:oasis:names:tc:opendocument:xmlns"
PREFIXES = " ".join(
    f'xmlns:{prefix}="{OPEN}:{name}:1.0"'
    for prefix, name in {
        "text": "text",
        "office": "office",
        "style": "style",
        "table": "table",
        "draw": "drawing",
        "svg": "svg-compatible",
        "presentation": "presentation",
    }.items()
)
DATED = (
    "<office:change-info><dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Awa Diallo</dc:creator>"
    "</office:change-info>"
)


def made(text: str, styles: str = "", **entries) -> bytes:
    content = (
        f"<office:document-content {PREFIXES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    return files.zipped({"mimetype": files.ODT, "content.xml": content, **entries})


def hiding(family: str, name: str, parent: str = "") -> str:
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="{family}"{above}>'
        '<style:text-properties text:display="none"/></style:style>'
    )


def odt_styles(styles: str) -> str:
    return f"<office:document-styles {PREFIXES}><office:styles>{styles}</office:styles></office:document-styles>"


ODT_META = (
    f'<office:document-meta {PREFIXES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
    "<dc:creator>Awa Diallo</dc:creator></office:meta></office:document-meta>"
)
HIDING = {
    "deleted words": (
        (
            "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion>"
            f"{DATED}<text:p>SECRET</text:p></text:deletion></text:changed-region></text:tracked-changes>"
            "<text:p>Le Conseil <text:change text:change-id='c1'/>adopte.</text:p>"
        ),
        "Le Conseil adopte.",
        CHANGES,
    ),
    "inserted words": (
        (
            f"<text:tracked-changes><text:changed-region text:id='c1'><text:insertion>{DATED}</text:insertion>"
            "</text:changed-region></text:tracked-changes><text:p>Il <text:change-start text:change-id='c1'/>décide"
            "<text:change-end text:change-id='c1'/>.</text:p>"
        ),
        "Il décide.",
        CHANGES,
    ),
    "a comment within a word": (
        (
            "<text:p>Il féli<office:annotation><dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Awa</dc:creator>"
            "<text:p>SECRET</text:p></office:annotation>cite<office:annotation-end/> les forces.</text:p>"
        ),
        "Il félicite les forces.",
        COMMENTS,
    ),
    "a hidden field": (
        (
            '<text:p>Masqué <text:hidden-text text:condition="ooow:1" text:string-value="SECRET" text:is-hidden="true">'
            "SECRET</text:hidden-text>fin.</text:p>"
        ),
        "Masqué fin.",
        HIDDEN,
    ),
    "a hidden paragraph": (
        '<text:p>SECRET<text:hidden-paragraph text:condition="x" text:is-hidden="true"/></text:p><text:p>Vu</text:p>',
        "Vu",
        HIDDEN,
    ),
    "a hidden section": (
        '<text:section text:name="s" text:display="none"><text:p>SECRET</text:p></text:section><text:p>Vu</text:p>',
        "Vu",
        HIDDEN,
    ),
    "a section hidden by condition": (
        (
            '<text:section text:name="s" text:display="condition" text:condition="ooow:1" text:is-hidden="true">'
            "<text:p>SECRET</text:p></text:section><text:p>Vu</text:p>"
        ),
        "Vu",
        HIDDEN,
    ),
    "a note to oneself": (
        "<text:p>Vu<text:script script:language='x' xmlns:script='urn:x'>SECRET</text:script>.</text:p>",
        "Vu.",
        COMMENTS,
    ),
    "a cell under another": (
        (
            "<table:table><table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>Vu</text:p>"
            "</table:table-cell><table:covered-table-cell><text:p>SECRET</text:p></table:covered-table-cell>"
            "</table:table-row></table:table>"
        ),
        "Vu",
        HIDDEN,
    ),
}
SHOWING = {
    "a section whose condition does not hold": (
        (
            '<text:section text:name="s" text:display="condition" text:condition="ooow:0" text:is-hidden="false">'
            "<text:p>Vu</text:p></text:section>"
        ),
        "Vu",
    ),
    "a text that is right now as it is": (
        (
            '<text:p><text:conditional-text text:condition="ooow:1" text:string-value-if-true="Vu"'
            ' text:string-value-if-false="SECRET">Vu</text:conditional-text></text:p>'
        ),
        "Vu",
    ),
    "a box": (
        (
            "<text:p>Avant <draw:frame><draw:text-box><text:p>dans le cadre</text:p></draw:text-box>"
            "<svg:desc>SECRET</svg:desc></draw:frame> après.</text:p>"
        ),
        "Avant \ndans le cadre\n après.",
    ),
}


AUTHORED = made("<text:p>Vu</text:p>", **{"meta.xml": ODT_META})
