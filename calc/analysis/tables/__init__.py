"""The tables of this site's pages: one file for each."""
