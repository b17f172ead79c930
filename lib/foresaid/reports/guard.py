"""A second and a half that every report would lose otherwise.

JupyterLab brings `rfc3987_syntax`; with it there, importing nbformat compiles grammars for checking internationalised
links, which no report needs. The guard hides it from jsonschema, which expects that it may be missing. It is called in
report processes and their kernels only, never by `import foresaid`.
"""

import sys

GRAMMARS = "rfc3987_syntax"


def keep_grammars_out():
    """Make `import rfc3987_syntax` fail in this process; must run before nbformat is imported."""
    sys.modules.setdefault(GRAMMARS, None)
