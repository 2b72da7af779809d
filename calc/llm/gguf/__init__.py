"""GGUF files of llama.cpp: exact parameters and bytes by their header, and the model if its shape
is known here.

ggml_types      number formats of tensors, and their bytes
header          what a header says; its totals
text            the same as JSON text, which is what pages show of a file
binary          reads the beginning of a file
architectures   which config.json the metadata amounts to
reading         the model, if its parameters are those of the file's tensors

Source: the specification of GGUF, https://github.com/ggml-org/ggml
"""

KEY = "gguf"
"""The key of the JSON text of a header."""
