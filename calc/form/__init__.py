"""A typed function as a form: declare, read, compute, render.

`declare` turns a signature into fields and rows, `reading` turns texts into values and a result,
`html` is the only renderer. `numbers` reads what people write, `display` shows numbers to them.
"""
