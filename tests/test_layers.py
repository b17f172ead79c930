"""One way only: a layer imports from its own and lower layers (the order in which the data goes)."""

import ast

import pytest

from foresaid.paths import ROOT

LAYERS = ("errors", "phrasing", "paths", "fingerprints", "days", "tables", "corpus", "text", "find", "sheets",
          "analyse", "workers", "findings", "labels", "measure", "selections", "events", "ledger",
          "scores", "charts", "excerpts", "provenance", "show", "said", "resolved", "explanations",
          "lessons", "forms", "reports", "cli")
PACKAGE = ROOT / "lib" / "foresaid"


def modules():
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


def layer_of(name):
    return name.split(".")[1] if "." in name else None


def imports_of(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def upward(layer, source):
    used = {layer_of(name) for name in imports_of(source) if name.split(".")[0] == "foresaid"} - {None}
    return sorted(one for one in used if one in LAYERS and LAYERS.index(one) > LAYERS.index(layer))


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_imports_from_a_layer_above_it(path):
    layer = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert layer in LAYERS, f"{path.name} is in no known layer; add '{layer}' to LAYERS"
    assert upward(layer, path.read_text(encoding="utf8")) == []


def test_an_upward_import_is_seen_in_either_form():
    assert upward("text", "from foresaid import charts") == ["charts"]
    assert upward("text", "import foresaid.charts.theme") == ["charts"]
    assert upward("text", "def f():\n    from foresaid.reports.page import render") == ["reports"]
    assert upward("charts", "from foresaid.tables import check\nimport pandas") == []
