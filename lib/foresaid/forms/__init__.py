"""Forms for JupyterLab, where a person answers one question after the other. A report shows none.

coding is the form for a lesson's sentences, resolving the one for what is due, with questions for what it shows.
ipywidgets is imported when a form is made, and not before.
"""
