"""The text of a chapter in a saved web page: paragraphs, own-line headings and bullets, without menus and banners.

The page is parsed from its bytes alone: nothing is fetched, and no entity outside it is resolved.
"""

import re
from dataclasses import dataclass, field

from lxml import etree, html

from pipelines.reading.folding import folded
from pipelines.reading.layout import is_known_heading, is_prose
from pipelines.reading.model import DocumentError
from pipelines.reading.vocabulary import Vocabulary

_DROPPED = frozenset(
    {
        "aside",
        "audio",
        "button",
        "canvas",
        "dialog",
        "embed",
        "figure",
        "footer",
        "head",
        "header",
        "iframe",
        "input",
        "map",
        "math",
        "nav",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
    }
)
_DROPPED_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "menubar"}
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_NO_TEXT = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that browsers show as nothing; lxml takes them from a page and then refuses to move them about."""
_WESTERN = frozenset({"windows-1252", "iso-8859-1", "latin1", "latin-1", "cp1252", "us-ascii", "ascii"})
_LISTS = frozenset({"ul", "ol", "table"})
_MENU_LINKS = 3
_MENU_SHARE = 0.8
_MAIN_TAGS = frozenset({"main", "article"})
_TEXT_TAGS = frozenset(
    {"a", "b", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "i", "li", "ol", "p", "span", "strong", "u", "ul"}
)


def extract_text(content: bytes, name: str, vocabulary: Vocabulary) -> str:
    """Return the text of a page's chapter.

    Args:
        content: the page as saved.
        name: what to call the file in errors.
        vocabulary: tells the page's furniture from prose.

    Returns:
        Paragraphs separated by empty lines; list items start with "• "; the first-level heading comes first, wherever
        it stood.

    Raises:
        DocumentError: the page is neither UTF-8 nor the Western encoding that it declares, or holds no text.
    """
    source = _NO_TEXT.sub(" ", _decoded(content, name))
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(source.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(
            f"{name}: is not an HTML page that can be read ({error}); save the chapter's page again"
        ) from error
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        reason = parser.error_log.last_error.message
        raise DocumentError(
            f"{name}: the page is damaged ({reason}); save the chapter's page again, or supply it as text"
        )
    title = next((text for text in map(_plain, root.iter("h1")) if text), "")
    weights = _weigh(root)
    _drop([found for found in root.iter() if _is_dropped(found, weights)])
    main = _main_element(root, vocabulary)
    writer = _Writer()
    if title and not any(_plain(heading) == title for heading in main.iter("h1")):
        writer.text(title)
        writer.end_block()
    writer.write(main)
    text = writer.result()
    if not text:
        raise DocumentError(f"{name}: the page holds no text; save the chapter's page again, once it has loaded fully")
    return text


def _decoded(content: bytes, name: str) -> str:
    if b"\x00" in content:
        raise DocumentError(
            f"{name}: byte {content.index(0)}: is binary or UTF-16, not a page in UTF-8; save the page as UTF-8"
        )
    if content.startswith(b"%PDF-"):
        raise DocumentError(f"{name}: byte 0: is a PDF file; name it .pdf")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        declared = _CHARSET.search(content[:4096])
        charset = declared[1].decode("ascii").lower() if declared else "no encoding"
        if charset in _WESTERN:
            # Browsers read all of these as Windows-1252; its few unused bytes carry nothing.
            return content.decode("windows-1252", errors="replace")
        raise DocumentError(
            f"{name}: byte {error.start}: is not UTF-8, and the page declares {charset}; save the page as UTF-8"
        ) from error


def _tag(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


@dataclass(slots=True)
class _Weight:
    """How much text an element holds, in characters without space, and how much of it is links."""

    characters: int = 0
    linked: int = 0
    links: int = 0


def _weigh(root: etree._Element) -> dict[etree._Element, _Weight]:
    """Weigh every element in one pass from the leaves up."""
    weights: dict[etree._Element, _Weight] = {}
    for _, element in etree.iterwalk(root, events=("end",)):
        weight = _Weight(_length(element.text))
        for child in element:
            inner = weights[child]
            weight.characters += inner.characters + _length(child.tail)
            weight.linked += inner.linked
            weight.links += inner.links
        if _tag(element) == "a":
            weight.linked, weight.links = weight.characters, 1
        weights[element] = weight
    return weights


def _length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _is_dropped(element: etree._Element, weights: dict[etree._Element, _Weight]) -> bool:
    tag = _tag(element)
    if tag in _DROPPED or not tag:
        return True
    if element.get("role", "").lower() in _DROPPED_ROLES or element.get("hidden") is not None:
        return True
    if _HIDDEN_STYLE.search(element.get("style", "")):
        return True
    # A list or table that is little else than links is a menu, a list of tags, or a breadcrumb.
    weight = weights[element]
    return tag in _LISTS and weight.links >= _MENU_LINKS and weight.linked >= _MENU_SHARE * weight.characters


def _drop(elements: list[etree._Element]) -> None:
    """Remove elements, given in the page's order, and keep the text behind each."""
    # Gathered first: added one by one, the texts behind a long row of elements would be copied again and again.
    behind: dict[tuple[etree._Element, str], list[str]] = {}
    for element in elements:
        parent = element.getparent()
        if parent is None:
            continue
        previous = element.getprevious()
        place = (parent, "text") if previous is None else (previous, "tail")
        behind.setdefault(place, []).append(element.tail or "")
        parent.remove(element)
    for (element, part), texts in behind.items():
        setattr(element, part, " ".join([getattr(element, part) or "", *texts]))


def _plain(element: etree._Element) -> str:
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def _main_element(root: etree._Element, vocabulary: Vocabulary) -> etree._Element:
    """Go down from the root to the element of the chapter, as long as nothing that may belong to it is left behind."""
    weights = _weigh(root)
    element = root
    while True:
        largest = max(element, key=lambda child: weights[child].characters - weights[child].linked, default=None)
        if largest is None or _tag(largest) in _TEXT_TAGS:
            return element
        named = _tag(largest) in _MAIN_TAGS or largest.get("role", "").lower() == "main"
        if not named and _leaves_prose(element, largest, vocabulary):
            return element
        element = largest


def _leaves_prose(element: etree._Element, kept: etree._Element, vocabulary: Vocabulary) -> bool:
    """Whether anything beside the kept child reads like a sentence or a heading of a chapter."""
    loose = [element.text or "", *(child.tail or "" for child in element)]
    writer = _Writer()
    for child in element:
        if child is not kept:
            writer.write(child)
            writer.end_block()
    for paragraph in (*loose, *writer.paragraphs):
        content = folded(paragraph).strip(" ")
        if (
            content
            and not vocabulary.furniture.fullmatch(content)
            and (is_prose(content) or is_known_heading(content, vocabulary))
        ):
            return True
    return False


@dataclass(slots=True)
class _Writer:
    """Collects the text of elements as paragraphs."""

    paragraphs: list[str] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    items: int = 0
    bullet: bool = False

    def write(self, root: etree._Element) -> None:
        """Write an element and everything in it."""
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = _tag(element)
            if event == "start":
                self._start(tag)
                if element.text and tag != "br":
                    self.text(element.text)
            else:
                self._end(tag)
                if element.tail and element is not root:
                    self.text(element.tail)

    def text(self, text: str) -> None:
        """Add text to the current paragraph; runs of space become one space."""
        self.current.append(_SPACE.sub(" ", text))

    def end_block(self) -> None:
        """End the current paragraph."""
        lines = ["".join(self.current)]
        lines = [re.sub(" {2,}", " ", line).strip(" ") for line in lines[0].split("\n")]
        content = "\n".join(line for line in lines if line.strip())
        if content:
            self.paragraphs.append(("• " if self.bullet else "") + content)
            self.bullet = False
        self.current = []

    def result(self) -> str:
        """Return the paragraphs, separated by empty lines."""
        self.end_block()
        return "\n\n".join(self.paragraphs) + ("\n" if self.paragraphs else "")

    def _start(self, tag: str) -> None:
        if tag == "br":
            self.current.append("\n")
        elif tag == "li":
            self.end_block()
            self.items += 1
            self.bullet = True
        elif tag in _BLOCKS:
            self._boundary(tag)

    def _end(self, tag: str) -> None:
        if tag == "li":
            self.end_block()
            self.items -= 1
            self.bullet = False
        elif tag in _BLOCKS:
            self._boundary(tag)

    def _boundary(self, tag: str) -> None:
        # The paragraphs of one list item stay together, so that it remains one item.
        if self.items and tag not in _HEADINGS and tag not in ("ul", "ol"):
            self.current.append(" ")
        else:
            self.end_block()
