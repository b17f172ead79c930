"""Forms for JupyterLab, where a person answers one question after the other. A report shows none.

ipywidgets is imported when a form is made, and not before.
"""
