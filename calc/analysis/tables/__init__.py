"""The tables of the pages: one file for each, with its `HEAD` and a function `rows`."""
