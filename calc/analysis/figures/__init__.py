"""The figures of this site's pages: one file for each."""
