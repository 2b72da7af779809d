"""What people paste: nearly JSON is read, and what is not a config.json is named for what it is.

nearly_json   JSON, or what is nearly JSON, as a value, and what was mended
texts         a text that is not JSON, named
objects       a JSON object that is not a config.json, named
tensors       the header of a safetensors file, or an index of several: parameters and bytes
places        line and column, and the names of invisible characters
"""
