"""An author's mistakes as sentences: what is wrong, and what would be right.

A build tells all mistakes at once: `Mistakes` has those of its pages. Where a mistake is in a page,
`places` finds.
"""

import ast
import re
import traceback
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from calc import site
from calc.deadline import TooLong
from calc.form import registry
from calc.form.errors import DeclarationError
from calc.form.markup import escape
from calc.form.sentences import quoted

DOCS = Path("docs")


class PageError(ValueError):
    """A mistake in a page, as a sentence for its author. It ends the build."""


class FaultError(RuntimeError):
    """A calculator fails with the values that a page gives it; the cause is its exception."""

    def __init__(self, calculator: str, values: Iterable[tuple[str, Any]]) -> None:
        given = ", ".join(f"{name}={_shortened(value)}" for name, value in values)
        super().__init__(f"{calculator}({given}) fails")


class Mistakes:
    """The mistakes of the pages of a build, each once."""

    def __init__(self, docs: Path = DOCS) -> None:
        """`docs` is the folder of the pages' sources."""
        self.docs = docs
        self._sentences: dict[str, None] = {}

    def add(self, sentences: Iterable[str]) -> None:
        """Note mistakes of a page."""
        self._sentences |= dict.fromkeys(sentences)

    def __bool__(self) -> bool:
        return bool(self._sentences)

    def __str__(self) -> str:
        return "\n".join(self._sentences)

    def end(self) -> None:
        """Raise PageError with all sentences, if there is one."""
        if self:
            raise PageError(str(self))


MARK = re.compile('data-mistake="([0-9]+)"')
COMMENT = re.compile("<!--.*?-->", re.DOTALL)


class PageMistakes:
    """The mistakes of one page, each shown where it is, until the build ends."""

    def __init__(self) -> None:
        self._sentences: list[str] = []

    def block(self, sentence: str) -> str:
        """The markup in place of a block with a mistake."""
        return (
            f'<div class="admonition failure" {self._mark(sentence)}>'
            f'<p class="admonition-title">Mistake</p><p>{escape(sentence)}</p></div>'
        )

    def words(self, sentence: str) -> str:
        """The markup in place of a word with a mistake."""
        return f"<strong {self._mark(sentence)}>{escape(sentence)}</strong>"

    def shown(self, text: str) -> list[str]:
        """The sentences whose markup is in a finished page.

        Others were in comments, or in a block that showed Markdown as code.
        """
        marks = MARK.findall(COMMENT.sub("", text))
        return [self._sentences[int(mark)] for mark in marks if int(mark) < len(self._sentences)]

    def __bool__(self) -> bool:
        return bool(self._sentences)

    def clear(self) -> None:
        """Forget those of the page before."""
        self._sentences.clear()

    def _mark(self, sentence: str) -> str:
        self._sentences.append(sentence)
        return f'data-mistake="{len(self._sentences) - 1}"'


def check_encoding(path: str | None) -> None:
    """Raise PageError if the source of a page is not UTF-8."""
    if path is None:
        return
    content = Path(path).read_bytes()
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PageError(
            f"{short(path)}:{line}: The page is not encoded in UTF-8; save it as UTF-8."
        ) from None


def in_code(error: BaseException) -> bool:
    """Whether a mistake is in a file of code, whatever page has met it first."""
    return isinstance(error, DeclarationError | SyntaxError | ImportError)


def sentence(error: BaseException) -> str:
    """The error's sentence; for an error in code after its file and line."""
    match error:
        case registry.UnknownCalculator():
            known = ", ".join(registry.names()) or "none"
            return f"There is no calculator {quoted(error.name)}; use {known}."
        case PageError() | TooLong():
            return str(error)
        case SyntaxError():
            return f"{short(error.filename or '?')}:{error.lineno}: {_kind(error)}{error.msg}."
        case DeclarationError():
            file, line = _declaration(error)
            return f"{short(file)}:{line}: {str(error).rstrip('.')}."
        case FaultError():
            cause = error.__cause__ or error
            file, line = _frame(cause)
            if isinstance(cause, ModuleNotFoundError):
                return f"{short(file)}:{line}: {_missing(cause)}"
            return (
                f"{short(file)}:{line}: {error}: {_kind(cause)}{cause}."
                " Use other start values, or let the calculator accept these."
            )
    file, line = _frame(error)
    if isinstance(error, ModuleNotFoundError):
        return f"{short(file)}:{line}: {_missing(error)}"
    return f"{short(file)}:{line}: {_kind(error)}{str(error).removesuffix('.')}."


def _missing(error: ModuleNotFoundError) -> str:
    """What to do about a module that cannot be found."""
    name = error.name or "?"
    top = name.partition(".")[0]
    own = {package.partition(".")[0] for package in site.current().calculators}
    remedy = "add a file of that name" if top in own else f"add packages: [{top}] in mkdocs.yml"
    return f"There is no module {name}; {remedy}."


def short(path: str | Path) -> str:
    """A path, relative to the current folder if it is in it."""
    with suppress(ValueError):
        return str(Path(path).resolve().relative_to(Path.cwd()))
    return str(path)


def _shortened(value: Any) -> str:
    """A value as Python writes it, on one line that is not long."""
    text = repr(getattr(value, "key", value))
    return text if len(text) <= 40 else f"{text[:39]}…"


def _kind(error: BaseException) -> str:
    return f"{type(error).__name__}: "


def _frame(error: BaseException) -> tuple[str, int]:
    """File and line where code failed; in a calculator's file, if one was running."""
    frames = traceback.extract_tb(error.__traceback__)
    folders = registry.folders()
    inside = [frame for frame in frames if str(Path(frame.filename).parent) in folders]
    frame = (inside or frames)[-1]
    return frame.filename, frame.lineno or 0


def _declaration(error: DeclarationError) -> tuple[str, int]:
    """File and line of what its sentence begins with.

    "brew(water) needs both bounds" is about a parameter, "brew → strength needs one label" about a
    field, "brew returned an int" about a function, "cafe.brew has no @calculator" about a file.
    """
    file, line = _frame(error)
    what = re.match(r"[\w.]+(\(\w+| → \w+)?", str(error))
    names = re.findall(r"\w+", what[0] if what else "")
    others = [Path(folder, f"{name}.py") for folder in registry.folders() for name in names]
    for path in [Path(file), *filter(Path.is_file, others)]:
        if found := _line_of(path, names):
            return str(path), found
    return (str(path), 1) if path != Path(file) else (file, line)


def _line_of(path: Path, names: list[str]) -> int:
    """The line of the function or class of the first name, or of what the second is there; or 0."""
    nodes = [
        node
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
    own = [node for node in nodes if node.name in names[:1]]
    if not own:
        return 0
    members = [
        line for node in [*own, *nodes] for name, line in _members(node) if name in names[1:]
    ]
    return members[0] if members else own[0].lineno


def _members(node: ast.FunctionDef | ast.ClassDef) -> Iterator[tuple[str, int]]:
    """The parameters of a function, or the fields of a class, with their lines."""
    for part in ast.walk(node):
        match part:
            case ast.arg():
                yield part.arg, part.lineno
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name, part.lineno
