"""HTML that a notebook shows, rebuilt from a short list of harmless parts.

The page's policy already refuses scripts and requests; this is the second wall, and the one that also stops what a
policy does not: `<meta http-equiv=refresh>`, forms, frames, styles that cover the page, ids that shadow ours. The
input is parsed and written anew, every text and attribute escaped, so that nothing survives which is not listed here.
"""

from html import escape
from html.parser import HTMLParser

TAGS = frozenset("""a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure
    h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s section small span strong sub summary sup table tbody td
    tfoot th thead time tr u ul""".split())  # noqa: SIM905 - a list to read
VOID = frozenset(("br", "col", "hr", "img"))
SWALLOWED = frozenset("""script style template title textarea noscript iframe object embed svg math form select
    button audio video canvas noembed noframes xmp plaintext""".split())  # noqa: SIM905 - dropped with all that is inside
ATTRIBUTES = frozenset("""class title scope colspan rowspan span data-order alt width height open start datetime
    lang dir""".split())  # noqa: SIM905
LINKS = ("http://", "https://", "#")
IMAGES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "data:image/svg+xml;base64,")


def clean_html(html, ids=False):
    """Rebuild a piece of HTML from harmless tags and attributes; links only http, https or inside the page.

    >>> clean_html('<p onclick="x()">a <script>b()</script><b>c</p>')
    '<p>a <b>c</b></p>'
    >>> clean_html('<a href="javascript:x()">y</a><img src="http://z/t.gif">')
    '<a>y</a>'
    """
    cleaner = Cleaner(ids)
    cleaner.feed(html)
    cleaner.close()
    cleaner.end_all()
    return "".join(cleaner.pieces)


class Cleaner(HTMLParser):
    """Writes what it reads, if it is on the list; open tags are closed in order."""

    def __init__(self, ids):
        super().__init__(convert_charrefs=True)
        self.ids, self.pieces, self.open, self.swallowing = ids, [], [], []

    def handle_starttag(self, tag, attributes):
        """Write a listed tag with its listed attributes; begin to swallow where the content is no text."""
        if tag in SWALLOWED:
            self.swallowing.append(tag)
        if self.swallowing or tag not in TAGS:
            return
        kept = self._kept(tag, attributes)
        if tag == "img" and "src=" not in kept:
            return
        self.pieces.append(f"<{tag}{kept}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        """Treat `<x/>` as `<x>`, as browsers do."""
        if tag not in SWALLOWED:
            self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        """Close a tag and what was left open inside it; ignore what was never opened."""
        if self.swallowing:
            if tag in self.swallowing:
                del self.swallowing[self.swallowing.index(tag):]
        elif tag in self.open:
            while self.open:
                last = self.open.pop()
                self.pieces.append(f"</{last}>")
                if last == tag:
                    return

    def handle_data(self, data):
        """Write text, escaped."""
        if not self.swallowing:
            self.pieces.append(escape(data, quote=False))

    def end_all(self):
        """Close whatever is still open."""
        self.pieces += [f"</{tag}>" for tag in reversed(self.open)]
        self.open = []

    def _kept(self, tag, attributes):
        kept = []
        for name, value in attributes:
            value = value or ""
            if name == "href" and tag == "a":
                if value.strip().lower().startswith(LINKS):
                    kept.append(f' href="{escape(value.strip())}"')
                    if not value.strip().startswith("#"):
                        kept.append(' rel="noopener noreferrer"')
            elif name == "src" and tag == "img":
                if value.startswith(IMAGES):
                    kept.append(f' src="{escape(value)}"')
            elif name in ATTRIBUTES or name.startswith("aria-") or (name == "id" and self.ids):
                kept.append(f' {name}="{escape(value)}"')
        return "".join(kept)
