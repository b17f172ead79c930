"""A real browser: any Chromium, Chrome or Edge that is installed. Nothing is downloaded.

FORESAID_BROWSER names one elsewhere. Where there is none the tests are skipped with one loud line; with CI set that is
a failure.
"""

import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge", "chrome")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
          r"C:\Program Files\Google\Chrome\Application\chrome.exe",
          r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe")
FLAGS = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")


def find_browser():
    named = os.environ.get("FORESAID_BROWSER")
    if named:
        return shutil.which(named) or named
    there = [*filter(None, map(shutil.which, NAMES)), *(place for place in PLACES if Path(place).exists())]
    return there[0] if there else None


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser():
    """A running browser, or a loud skip."""
    program = find_browser()
    if not program:
        said = "NO BROWSER: install Chromium, Chrome or Edge, or set FORESAID_BROWSER; the pages were not looked at."
        if os.environ.get("CI"):
            pytest.fail(said)
        print(said, file=sys.__stderr__)
        pytest.skip(said)
    from playwright.sync_api import sync_playwright
    flags = [*FLAGS, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=program, args=flags)
        yield running
        running.close()


@dataclass
class Opened:
    """A page in the browser, and all that it asked and said."""

    page: object
    requests: list = field(default_factory=list)
    said: list = field(default_factory=list)

    def quiet(self):
        """True if the page asked for nothing beside itself and said nothing on the console."""
        return (self.requests, self.said) == ([], [])


@pytest.fixture
def open_page(browser):
    """Open a file: every request but the file itself is refused and counted; console and errors are kept."""
    contexts = []

    def go(path, width=1280, height=900, scheme="light"):
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        contexts.append(context)
        opened, own = Opened(context.new_page()), Path(path).resolve().as_uri()

        def route(route):
            if route.request.url.split("#")[0] == own:
                return route.continue_()
            opened.requests.append(route.request.url)
            return route.abort()
        context.route("**/*", route)
        opened.page.on("console", lambda message: opened.said.append(message.text))
        opened.page.on("pageerror", lambda error: opened.said.append(str(error)))
        opened.page.goto(own)
        return opened
    yield go
    for context in contexts:
        context.close()
