"""The figures of the pages: one file for each, with a function `chart`, or `markup`."""
