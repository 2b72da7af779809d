"""What a text that is not JSON is, and what to paste instead."""

import re
from dataclasses import dataclass

from calc.llm.errors import PastedError
from calc.llm.pasted.places import invisible, place

MAX_LINES, MAX_WIDTH = 200, 500
"""How much of a text is looked at."""

_TEXT = "paste the text of its config.json"


@dataclass(frozen=True)
class _Kind:
    """Texts of a kind: how their first line begins, or all of it if they have no other line."""

    pattern: str
    sentence: str
    where: str = "first"
    """Where the pattern must be: "first", the first line that is not a comment; "alone", all of a
    text of one line; "any" line."""


_KINDS = (
    _Kind(
        r"null|none|true|false|nan|undefined",
        "This is a single word of JSON or Python; paste the text of a config.json.",
        "alone",
    ),
    _Kind(
        r"(?:[+>|]|\d{1,4}[:|.]?)[ \t]*[{]?[ \t]*(?:[\"']\w+[\"'][ \t]*:.*)?$",
        "Each line begins with a sign or a number that is not of the file; paste the file’s own"
        " text.",
    ),
    _Kind(
        r"(?:llama_model_loader:|print_info:|llm_load|\*?[ \t]*general\.architecture\b)",
        "This is what a program prints of a GGUF file; use the file itself, chosen or dropped.",
        "any",
    ),
    _Kind(
        r"Model$",
        "This is what Ollama shows of a model; paste its config.json.",
    ),
    _Kind(
        r"<(?:!--|!doctype\b|\?xml\b|/?[a-z][\w-]*[\s/>])",
        "This is the source of a web page; paste the text of config.json alone, as the button"
        " “raw” of a repository shows it.",
    ),
    _Kind(
        r"(?:git@|ssh://|git\+)\S+",
        f"This is the address of a repository, and nothing is fetched here; {_TEXT}.",
        "alone",
    ),
    _Kind(
        r"version https://git-lfs",
        "This is a pointer of Git LFS, not the file that it stands for; use that file.",
    ),
    _Kind(
        r"(?:[a-z][a-z0-9+.-]*://|www\.|hf\.co/|huggingface\.co/)\S+",
        "This is an address, and nothing is fetched here; paste the text found there, if"
        " it is a config.json.",
        "alone",
    ),
    _Kind(
        r"FROM[ \t]+(?P<found>\S+)",
        "This is a Modelfile, which names a model and not its sizes; use the config.json of"
        " {found}.",
    ),
    _Kind(
        r"(?:[$>%#][ \t]*)?(?:git|huggingface-cli|hf|ollama|vllm|pip|python3?|curl|wget|docker|lms"
        r"|llama-server|llama-cli|sglang)[ \t]+\S",
        "This is a command, and nothing runs here; paste the config.json of the model that"
        " it names.",
    ),
    _Kind(
        r"(?:Traceback \(most recent|(?:\w+\.)*\w+Error: )",
        "This is an error message; paste the text of a config.json.",
    ),
    _Kind(
        r"\w+\($",
        "This is how PyTorch prints the modules of a model; paste what print(model.config) shows.",
    ),
    _Kind(
        r"(?:from [\w.]+ import |import \w+|def \w+\(|class \w+[(:]|print\("
        r"|\w+ = [\w.]*\w\(|\w*Config\()",
        "This is Python code, and nothing runs here; paste what print(model.config) shows.",
        "any",
    ),
    _Kind(
        r"---$",
        f"This begins like a model’s card; {_TEXT}, which is beside it.",
    ),
    _Kind(
        r"(?:~?/|\.{1,2}/|[A-Za-z]:\\|\\\\).*",
        "This is the path of a file on a computer; paste the text of a config.json.",
        "alone",
    ),
    _Kind(
        r"[\w./-]+\.(?:json|safetensors|gguf|bin|pth|pt|onnx|ya?ml|txt|md)",
        "This is the name of a file; paste the text of a config.json.",
        "alone",
    ),
    _Kind(
        r"[\w.-]+/[\w.-]+(?:@[\w.-]+)?",
        "This is the name of a repository, and nothing is fetched here; paste the text of"
        " config.json, which is among the repository’s files.",
        "alone",
    ),
    _Kind(
        r"[\w./-]+:[\w.-]+",
        "This is a model’s name in Ollama, which does not say how large the model is; paste its"
        " config.json.",
        "alone",
    ),
    _Kind(
        r"\w[\w .+-]{0,60}",
        f"This is a name, which does not say how large a model is; {_TEXT}.",
        "alone",
    ),
    _Kind(
        r"(?:\[[\w. -]+\]$|[\w.-]+[ \t]*=)",
        "This is a list of settings, not JSON; paste the text of a config.json.",
    ),
    _Kind(
        r"(?:- )?[\"']?[\w.-]+[\"']?:(?:[ \t]|$)",
        "This is YAML; write it as JSON, with braces around it and quotes around its keys.",
    ),
    _Kind(
        r"[^,;\t]+(?:[,;\t][^,;\t]+)+$",
        "This is a table of values; paste the text of a config.json.",
    ),
)
"""The first that fits is it."""


def refusal(text: str) -> PastedError:
    """The error for a text that is not JSON and does not begin like it."""
    head = text.lstrip("\ufeff \t\r\n")
    if not head or all(invisible(c) or c.isspace() for c in head[:1000]):
        named = next((invisible(c) for c in text if invisible(c)), "spaces")
        return PastedError(
            f"This text has nothing visible in it, only {named}; paste the text of a config.json."
        )
    if head.startswith("GGUF") and any(invisible(c) or c == "\ufffd" for c in head[4:16]):
        return PastedError(
            "This is a GGUF file that was pasted as text; use the file itself, chosen or dropped."
        )
    if "\0" in head[:8] and ('"data_offsets"' in head[:5000] or '"__metadata__"' in head[:50]):
        return PastedError(
            "These are the bytes of a safetensors file; paste the text of its header alone, from"
            " the first brace to the last."
        )
    if "\0" in head[:5000] or head[:5000].count("\ufffd") > 1 or head.startswith("PK\3\4"):
        return PastedError(
            "These are the bytes of a file, not a text; use the config.json beside a model’s"
            " weights."
        )
    lines = [line.strip()[:MAX_WIDTH] for line in head[: MAX_LINES * MAX_WIDTH].splitlines()]
    lines = [line for line in lines[:MAX_LINES] if line]
    first = next((line for line in lines if not line.startswith(("#", "//"))), lines[0])
    for kind in _KINDS:
        found = _found(kind, lines, first)
        if found:
            return PastedError(kind.sentence.format(**found.groupdict()))
    at = text.index(head)
    line, column = place(text, at)
    named = invisible(head[0])
    return PastedError(
        f"Line {line}, column {column} is not JSON: {named or head[0]} is here, where a"
        " config.json begins with a brace."
    )


def _found(kind: _Kind, lines: list[str], first: str) -> re.Match[str] | None:
    if kind.where == "any":
        return next((found for one in lines if (found := re.match(kind.pattern, one))), None)
    if kind.where == "alone":
        return re.fullmatch(kind.pattern, first, re.IGNORECASE) if len(lines) == 1 else None
    flags = re.IGNORECASE if kind.pattern.startswith("<") else 0
    return re.match(kind.pattern, first, flags)
