"""Articles: read from files, cleaned, told apart from their copies, kept as datasets, counted, handed on."""
