"""What a site has beside its pages: a picture for shared links, robots.txt, a feed of corrections,
the code to read.

    site.write(Path("site"), url="https://example.org/llama/", name="…")

is what `python -m calc.publish.site` does, after the pages are built. The same pages give the same
bytes.
"""

from pathlib import Path

from calc.publish import feed, picture, robots, sitemap, trim
from calc.publish.code import pages


def write(folder: Path, *, url: str, name: str) -> None:
    """Put the files into a built site and take out what no page asks for.

    `url` is where the site will be, "" if that is not known. Raises `PageError`.
    """
    robots.write(folder, url=url)
    sitemap.pack(folder)
    picture.write(folder, name=name)
    feed.write(folder, url=url, name=name)
    pages.write(folder)
    trim.trim(folder)


if __name__ == "__main__":
    from calc.mkdocs import command

    command.run("calc.publish.site", __doc__ or "", write)
