"""DOCX files that hold more than is seen: each kind with the text that a reader sees, and the trace of the rest."""

from archive.examination import CHANGES, HIDDEN
from tests import files

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BY = 'w:id="1" w:author="Awa Diallo" w:date="2025-01-01T00:00:00Z"'


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{''.join(runs)}</w:p>"


def styles_part(styles: str) -> str:
    return f'<w:styles xmlns:w="{W}">{styles}</w:styles>'


def hiding_style(name: str, kind: str = "character", based_on: str = "", properties: str = "<w:vanish/>") -> str:
    above = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}">{above}<w:rPr>{properties}</w:rPr></w:style>'


def box(text: str) -> str:
    return f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"


MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
GONE_MARK = f"<w:rPr><w:del {BY}/></w:rPr>"
HIDING = {
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
    "a hidden drawing": (
        paragraph(
            run("Vu"),
            f'<w:r><w:drawing><wp:anchor {WP}><wp:docPr hidden="1"/>{box("SECRET")}</wp:anchor></w:drawing></w:r>',
        ),
        "Vu",
        HIDDEN,
    ),
    "a hidden shape": (
        paragraph(
            run("Vu"), f'<w:r><w:pict><v:shape {V} style="visibility: hidden">{box("SECRET")}</v:shape></w:pict></w:r>'
        ),
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
SHOWING = {
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
STYLES = styles_part(
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


def made(body: str, **entries) -> bytes:
    return files.docx(body=body, **{"word/styles.xml": STYLES} | RELATIONS | entries)


def relations(*targets: str) -> str:
    """Each « kind target », numbered as rId1, rId2…"""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    outside = ' TargetMode="External"'
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kinds}/{kind}" Target="{place}"{outside if ":" in place else ""}/>'
        for number, (kind, place) in enumerate((target.split(" ") for target in targets), start=1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )


RELATIONS = {
    "_rels/.rels": relations("officeDocument word/document.xml", "core-properties docProps/core.xml"),
    "word/_rels/document.xml.rels": relations("styles styles.xml", "header header1.xml"),
}
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def made_with_company() -> bytes:
    """A DOCX with all that Word may put beside its text."""
    picture = '<w:drawing><a:blip xmlns:a="urn:a" {} r:embed="{}"/></w:drawing>'
    body = paragraph(
        run("Vu"),
        f"<w:r>{picture.format(R, 'rId5')}</w:r>",
        f"<w:del {BY}><w:r>{picture.format(R, 'rId6')}</w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:del>",
        '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="1"/></w:r>',
    )
    section = f'<w:sectPr><w:headerReference {R} w:type="default" r:id="rId2"/></w:sectPr>'
    notes = "".join(
        f'<w:footnote w:id="{id}">{paragraph(run(text))}</w:footnote>' for id, text in ((1, "b"), (2, "SECRET"))
    )
    settings = '<w:rsids/><w:docVars><w:docVar w:name="a" w:val="SECRET"/></w:docVars><w:attachedTemplate/>'
    return made(
        body + section,
        **{
            "_rels/.rels": relations(
                "officeDocument word/document.xml",
                "core-properties docProps/core.xml",
                "thumbnail docProps/thumbnail.jpeg",
            ),
            "word/_rels/document.xml.rels": relations(
                *("styles styles.xml", "header header1.xml", "comments comments.xml", "people people.xml"),
                *(
                    "image media/seen.png",
                    "image media/deleted.png",
                    "footnotes footnotes.xml",
                    "settings settings.xml",
                ),
                *("customXml ../customXml/item1.xml",),
            ),
            "word/_rels/settings.xml.rels": relations("attachedTemplate file:///C:/Users/awa/Normal.dotm"),
            "word/settings.xml": f'<w:settings xmlns:w="{W}">{settings}</w:settings>',
            "word/comments.xml": COMMENT,
            "word/people.xml": "<people/>",
            "word/header1.xml": HEADER,
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>',
            "word/media/seen.png": "x",
            "word/media/deleted.png": "SECRET",
            "customXml/item1.xml": "<a>SECRET</a>",
            "docProps/thumbnail.jpeg": "SECRET",
            "docProps/core.xml": CORE,
        },
    )


AUTHORED = made(paragraph(run("Vu")), **{"docProps/core.xml": CORE})
