"""At build time only: calculators and their values in Markdown, and the browser's files."""
