"""Every module that runs in browsers, with what it is for."""

from collections.abc import Iterator

from calc.markdown import code_pages, modules

HEAD = ("Module", "What it is")


def rows() -> Iterator[list[str]]:
    """One row for each module, in the order of the package."""
    for module in modules.modules().values():
        name = module.name.replace(".", ".<wbr>")  # where a narrow screen may break the line
        link = f'<a href="{code_pages.FOLDER}{code_pages.file(module.name)}">{name}</a>'
        yield [link, module.title]
