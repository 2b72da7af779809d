"""What people paste: nearly JSON is read, and what is no config.json is named for what it is.

nearly_json   JSON, or what is nearly JSON, as a value, and what was mended
texts         a text that is no JSON, named
objects       a JSON object that is no config.json, named
contents      what was found: a model, or the tensors of a file
places        line and column, and the names of invisible characters
"""
