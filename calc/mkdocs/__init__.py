"""Calculators in MkDocs: the plugin, live reload, and the mistakes of authors."""
