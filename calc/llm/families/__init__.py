"""Adapters: one family's config.json → Architecture.

Each file says in its docstring what is special about the family, and holds one function per
`model_type`, of that name. `calc.llm.config` imports a file when a config asks for it. Defaults
are those of the family's class in transformers 5.23.0 unless the file says otherwise.
"""
