"""Files that hold more than is seen: each kind with the text that a reader sees, and what else is in it."""

from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from archive.examination import CHANGES, COMMENTS, HIDDEN, WHITE
from tests import files

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
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
BY = 'w:id="1" w:author="Awa Diallo" w:date="2025-01-01T00:00:00Z"'
DATED = (
    "<office:change-info><dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Awa Diallo</dc:creator>"
    "</office:change-info>"
)


# ODT


def odt(text: str, styles: str = "", **entries) -> bytes:
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
ODTS = {
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
SHOWN_ODTS = {
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


# DOCX


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{''.join(runs)}</w:p>"


def docx_styles(styles: str) -> str:
    return f'<w:styles xmlns:w="{W}">{styles}</w:styles>'


def hiding_style(name: str, kind: str = "character", based_on: str = "", properties: str = "<w:vanish/>") -> str:
    above = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}">{above}<w:rPr>{properties}</w:rPr></w:style>'


def box(text: str) -> str:
    return f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"


MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
GONE_MARK = f"<w:rPr><w:del {BY}/></w:rPr>"
DOCXS = {
    "deleted words": (
        paragraph(run("Le Conseil "), f"<w:del {BY}><w:r><w:delText>SECRET</w:delText></w:r></w:del>", run("adopte.")),
        "Le Conseil adopte.",
        CHANGES,
    ),
    "words moved away": (
        paragraph(
            run("Il "), f"<w:moveFrom {BY}>{run('SECRET')}</w:moveFrom>", f"<w:moveTo {BY}>{run('va')}</w:moveTo>"
        ),
        "Il va",
        CHANGES,
    ),
    "inserted words": (paragraph(run("Il "), f"<w:ins {BY}>{run('décide')}</w:ins>"), "Il décide", CHANGES),
    "a paragraph whose end was deleted": (
        paragraph(run("Le Conseil "), properties=GONE_MARK) + paragraph(run("adopte.")),
        "Le Conseil adopte.",
        CHANGES,
    ),
    "a paragraph deleted as a whole": (
        paragraph(f"<w:del {BY}>{run('SECRET')}</w:del>", properties=GONE_MARK) + paragraph(run("Vu")),
        "Vu",
        CHANGES,
    ),
    "a deleted row": (
        (
            f"<w:tbl><w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc>{paragraph(run('SECRET'))}</w:tc></w:tr>"
            f"<w:tr><w:tc>{paragraph(run('Vu'))}</w:tc></w:tr></w:tbl>"
        ),
        "Vu",
        CHANGES,
    ),
    "hidden words": (paragraph(run("Vu"), run("SECRET", "<w:vanish/>")), "Vu", HIDDEN),
    "a hidden paragraph": (
        paragraph(run("SECRET", "<w:vanish/>"), properties="<w:rPr><w:vanish/></w:rPr>") + paragraph(run("Vu")),
        "Vu",
        HIDDEN,
    ),
    "words of a hidden style": (paragraph(run("Vu"), run("SECRET", '<w:rStyle w:val="Cache"/>')), "Vu", HIDDEN),
    "words of a style based on a hidden one": (
        paragraph(run("Vu"), run("SECRET", '<w:rStyle w:val="Dessous"/>')),
        "Vu",
        HIDDEN,
    ),
    "a paragraph of a hidden style": (
        paragraph(run("SECRET"), properties='<w:pStyle w:val="Note"/>') + paragraph(run("Vu")),
        "Vu",
        HIDDEN,
    ),
    "a cell under another": (
        (
            f"<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>{paragraph(run('Vu'))}</w:tc></w:tr>"
            f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph(run('SECRET'))}</w:tc></w:tr></w:tbl>"
        ),
        "Vu\n",
        HIDDEN,
    ),
}
SHOWN_DOCXS = {
    "what a hidden style is told to show": (
        paragraph(run("Vu", '<w:rStyle w:val="Cache"/><w:vanish w:val="0"/>')),
        "Vu",
    ),
    "a box, once": (
        paragraph(
            run("Avant"),
            f'<w:r><mc:AlternateContent {MC}><mc:Choice {WPS} Requires="wps"><w:drawing>{box("dans le cadre")}'
            f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{box('dans le cadre')}</w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>",
        ),
        "Avant\ndans le cadre",
    ),
    "the alternative that is shown": (
        (
            f'<mc:AlternateContent {MC} xmlns:autre="urn:autre"><mc:Choice Requires="autre">{paragraph(run("SECRET"))}'
            f"</mc:Choice><mc:Fallback>{paragraph(run('Vu'))}</mc:Fallback></mc:AlternateContent>"
        ),
        "Vu",
    ),
    "the result of a field": (
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>MERGEFIELD x</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("SECRET")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            '<w:r><w:instrText> = 1 "SECRET" "Vu"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'{run("Vu")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            run(" et lu"),
        ),
        "Vu et lu",
    ),
    "a field that never ends": (
        paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', run("Vu")),
        "Vu",
    ),
    "a hyphen that does not break": (
        paragraph("<w:r><w:t>Force</w:t><w:noBreakHyphen/><w:t>unie</w:t></w:r>"),
        "Force-unie",
    ),
}
STYLES = docx_styles(
    hiding_style("Cache")
    + hiding_style("Dessous", based_on="Cache", properties="<w:b/>")
    + hiding_style("Note", "paragraph")
)
COMMENT = f'<w:comments xmlns:w="{W}"><w:comment {BY}>{paragraph(run("SECRET"))}</w:comment></w:comments>'
HEADER = f'<w:hdr xmlns:w="{W}">{paragraph(run("En-tête"), run("SECRET", "<w:vanish/>"))}</w:hdr>'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Communiqué</dc:title><dc:creator>Awa Diallo</dc:creator>'
    "<cp:lastModifiedBy>Awa Diallo</cp:lastModifiedBy></cp:coreProperties>"
)


def docx(body: str, **entries) -> bytes:
    return files.docx(body=body, **{"word/styles.xml": STYLES} | entries)


# PDF


def pdf(content: str, **about) -> bytes:
    """One page of these operations; `Layer` names a layer that is off, `Clear` a state that paints nothing."""
    made = files.writer("x")
    layer = made._add_object(_dictionary({"/Type": NameObject("/OCG"), "/Name": TextStringObject("Brouillon")}))
    page = made.pages[0]
    page["/Resources"][NameObject("/Properties")] = _dictionary({"/Layer": layer})
    page["/Resources"][NameObject("/ExtGState")] = _dictionary({"/Clear": _dictionary({"/ca": NumberObject(0)})})
    off = _dictionary({"/OFF": ArrayObject([layer])})
    made.root_object[NameObject("/OCProperties")] = _dictionary({"/OCGs": ArrayObject([layer]), "/D": off})
    stream = DecodedStreamObject()
    stream.set_data(content.encode("cp1252"))
    page[NameObject("/Contents")] = made._add_object(stream)
    made.add_metadata(about)
    return files.written(made)


def _dictionary(entries: dict) -> DictionaryObject:
    return DictionaryObject({NameObject(name): value for name, value in entries.items()})


def pdf_with_note() -> bytes:
    made = files.writer("Vu")
    note = _dictionary(
        {
            "/Type": NameObject("/Annot"),
            "/Subtype": NameObject("/Text"),
            "/Rect": ArrayObject([FloatObject(value) for value in (10, 10, 30, 30)]),
            "/Contents": TextStringObject("SECRET"),
            "/T": TextStringObject("Awa Diallo"),
        }
    )
    made.pages[0][NameObject("/Annots")] = ArrayObject([made._add_object(note)])
    return files.written(made)


SEEN = "BT /F1 12 Tf 50 780 Td (Vu) Tj ET"
SECRET = "BT /F1 12 Tf 50 700 Td (SECRET) Tj ET"
SCAN = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
BAND = "0 0 0.5 rg 0 600 595 200 re f"
PDFS = {
    "invisible letters": (f"{SEEN} q 3 Tr {SECRET} Q", HIDDEN),
    "letters without opacity": (f"{SEEN} q /Clear gs {SECRET} Q", HIDDEN),
    "letters of a layer that is off": (f"{SEEN} /OC /Layer BDC {SECRET} EMC", HIDDEN),
    "white letters on paper": (f"{SEEN} 1 1 1 rg {SECRET}", HIDDEN),
    "letters without ink": (f"{SEEN} 0 0 0 0 k {SECRET}", HIDDEN),
}
SHOWN_PDFS = {
    "the text of a scan": (f"{SCAN} 3 Tr {SEEN}", []),
    "white letters on a band": (f"{BAND} 1 g {SEEN}", [WHITE]),
    "letters after hidden ones": (f"/OC /Layer BDC EMC {SEEN}", []),
}
AUTHORED = {
    "ODT": odt("<text:p>Vu</text:p>", **{"meta.xml": ODT_META}),
    "DOCX": docx(paragraph(run("Vu")), **{"docProps/core.xml": CORE}),
    "PDF": pdf(SEEN, **{"/Author": "Awa Diallo"}),
}
