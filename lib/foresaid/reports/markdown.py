"""Markdown cells into HTML: the title and the standfirst are taken out, headings get ids and make the contents."""

import re
from html import unescape

from foresaid.reports.safe_html import clean_html


class Reader:
    """Renders the markdown cells of one notebook in order and remembers title, standfirst and contents."""

    def __init__(self):
        self.title, self.standfirst, self.contents = "", "", []
        self._ids = set()

    def render(self, source):
        """One cell's markdown as safe HTML; raw HTML in it is shown as text."""
        return clean_html(self._markdown()(source), ids=True)

    def take_title(self, text):
        """Keep the first heading of the first rank as the title: true if it was taken."""
        if self.title or self.contents:
            return False
        self.title = text
        return True

    def take_standfirst(self, text):
        """Keep the first paragraph below the title as the standfirst: true if it was taken."""
        if self.standfirst or self.contents or not self.title:
            return False
        self.standfirst = clean_html(text)
        return True

    def add_heading(self, text, level):
        """Give a heading its id and its place in the contents."""
        plain = plain_text(text)
        name = base = "s-" + (re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "part")
        number = 2
        while name in self._ids:
            name, number = f"{base}-{number}", number + 1
        self._ids.add(name)
        if level == 2:
            self.contents.append({"id": name, "text": plain})
        return f'<h{level} id="{name}">{text}</h{level}>\n'

    def _markdown(self):
        from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
        reader = self

        class Renderer(IPythonRenderer):
            def heading(self, text, level, **attributes):
                if level == 1 and reader.take_title(text):
                    return ""
                return reader.add_heading(text, max(2, level))

            def paragraph(self, text):
                return "" if reader.take_standfirst(text) else super().paragraph(text)

        return MarkdownWithMath(renderer=Renderer(escape=True, allow_harmful_protocols=False)).render


def plain_text(html):
    """The words of a piece of HTML.

    >>> plain_text("Who <em>said</em> &amp; when?")
    'Who said & when?'
    """
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()
