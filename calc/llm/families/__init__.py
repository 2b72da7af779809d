"""One adapter per family of models: the keys of its config.json → Architecture.

A file has one function per `model_type`, of that name, and a docstring on what is special about the
family. `calc.llm.config` imports the file when a config has one of its types. Defaults are those of
the family's class in transformers 5.23.0, unless the file says otherwise. What families share is in
`common` and `patterns`.
"""
