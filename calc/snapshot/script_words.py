"""words.js: what the scripts say, in the language of the site in use."""

import json

from calc import words


def module() -> str:
    """The module, as `calc/browser/words.d.ts` describes it: an export for each text."""
    texts = words.current().scripts.items()
    exports = (f"export const {name} = {_value(text)};\n" for name, text in texts)
    return "// Written by calc.snapshot from calc.words.\n\n" + "".join(exports)


def _value(text: str) -> str:
    """A string, or a function of the text's fields."""
    fields = sorted(words.fields(text))
    if not fields:
        return json.dumps(text, ensure_ascii=False)
    literal = text.replace("\\", "\\\\").replace("`", "\\`").replace("{", "${")
    return f"({{ {', '.join(fields)} }}) => `{literal}`"
