"""The browser's files: the trimmed interpreter, the memory snapshot, the JavaScript; verified."""
