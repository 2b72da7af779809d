"""The MkDocs plugin `calculators`.

    plugins: [search, calculators]

It brings the Markdown extension and our style sheets, ends a build with what
`python -m calc.publish` does, and follows the code while serving. Until a page is finished, a
placeholder with a summary for the search index replaces each calculator: see `search`.

`mkdocs serve` keeps one plugin object, while `calc` may be imported anew for each build. So the
events import what they need of `calc` themselves, and nothing of it is at the top of this file
but what the object keeps.
"""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, override

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from calc.mkdocs.code_watch import CodeWatch

if TYPE_CHECKING:
    from calc.markdown.mistakes import Mistakes
    from calc.markdown.placeholders import Placeholders

log = logging.getLogger("mkdocs.plugins.calculators")


class Options(Config):  # type: ignore[no-untyped-call]
    """What an author may write below `calculators:`, beside the options of `calc.project`."""

    publish = config_options.Type(bool, default=True)
    """Whether a build ends with what `python -m calc.publish` does."""


class CalculatorsPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Puts calculators into pages, and their files into the site."""

    _serving = False
    _site: Mapping[str, Any]
    """The options that are about the site."""
    _watch: CodeWatch | None = None
    _placeholders: "Placeholders"
    _mistakes: "Mistakes"

    @override
    def load_config(self, options: Any, config_file_path: str | None = None) -> Any:
        """Keep the site's options for `calc.project`, which has a sentence for each mistake."""
        from calc import project

        given = dict(options or {})
        ours = {name: given.pop(name) for name in [*given] if name in project.PLUGIN_ONLY}
        self._site = given
        return super().load_config(ours, config_file_path)

    @override
    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._serving = command == "serve"

    @override
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Bring the Markdown extension, unless it is listed, and our style sheets."""
        from calc import project
        from calc import site as sites
        from calc.markdown.mistakes import Mistakes
        from calc.markdown.placeholders import Placeholders
        from calc.mkdocs import search
        from calc.snapshot import manifest

        self._placeholders = Placeholders(search.words)
        self._mistakes = Mistakes(Path(config.docs_dir))
        extension = project.EXTENSION
        if extension not in config.markdown_extensions:
            config.markdown_extensions.append(extension)
        options = {**project.theme_options(config.theme), **self._site}
        options |= config.mdx_configs.get(extension, {})
        for ours in ("placeholders", "mistakes"):  # of an earlier build with this configuration
            options.pop(ours, None)
        site = project.of(options, Path(config.config_file_path or "").parent)
        sites.use(site)
        config.mdx_configs[extension] = {
            "placeholders": self._placeholders,
            "mistakes": self._mistakes,
        }
        if self._serving and not self._watch:
            self._watch = CodeWatch((options.get("site", ""), *site.calculators, *site.ships))
        # Before the author's own, which have the last word.
        sheets = [f"runtime/{sheet.name}" for sheet in manifest.style_sheets()]
        config.extra_css[:0] = [sheet for sheet in sheets if sheet not in config.extra_css]
        return config

    @override
    def on_page_read_source(self, *, page: Page, **_: Any) -> None:
        """End the build with a sentence if a page is not UTF-8."""
        from calc.markdown import mistakes

        mistakes.check_encoding(page.file.abs_src_path)

    @override
    def on_env(self, env: Any, *, config: MkDocsConfig, **_: Any) -> None:
        """After the last page, tell all mistakes; while serving, the pages show them."""
        if not self._serving:
            self._mistakes.end()
        elif self._mistakes:
            log.log(self._level(config), str(self._mistakes))

    def _level(self, config: MkDocsConfig) -> int:
        """The level of a mistake while serving: a strict build that logs an error would stop, and
        the author would not see the page.
        """
        return logging.INFO if config.strict else logging.ERROR

    @override
    @event_priority(-100)  # after whatever else works on finished pages
    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        """Put the calculators of a page in their places, and our script into its head."""
        from calc.markdown import head

        base = get_relative_url(".", page.url)
        return head.with_scripts(self._placeholders.restore(output), f"{base.rstrip('/')}/")

    @override
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Put our script into the page for addresses that do not exist, too."""
        from calc.markdown import head

        is_page = template_name == head.NOT_FOUND
        return head.with_scripts(output, head.base(config.site_url or "")) if is_page else output

    @override
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the browser's files beside the pages, and what else a site has."""
        if not self.config.publish:
            return
        from calc import publish

        try:
            publish.write(
                Path(config.site_dir),
                url=config.site_url or "",
                name=config.site_name,
                draft=self._serving,
                # While serving, an author looks for pages and mistakes, not for sizes of files.
                say=log.debug if self._serving else log.info,
            )
        except authors_errors() as error:
            if not self._serving:
                raise
            # The pages are there to look at; they are built again when the mistake is mended.
            sentence = f"{error}\nUntil this is mended, nothing is computed in the browser."
            log.log(self._level(config), sentence)

    @override
    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Callable[..., None]) -> Any:
        """Watch the code and the theme's overrides; build with the code as it then is."""
        watch = self._watch
        if watch is None:
            return server
        for folder in watch.folders:
            server.watch(str(folder))
        if config.theme.custom_dir:
            server.watch(config.theme.custom_dir)
        build = server.builder

        def rebuild() -> None:
            watch.forget_changed_code()
            build()

        server.builder = rebuild
        return server

    @override
    def on_build_error(self, *, error: Exception) -> None:
        """End the build with the sentence of an author's mistake, without a traceback."""
        if isinstance(error, authors_errors()):
            log.error(str(error))
            log.debug("Where it was raised:", exc_info=error)
            raise Abort("The build stops here.") from error


def authors_errors() -> tuple[type[Exception], ...]:
    """The errors that are sentences for an author."""
    from calc.publish.errors import AUTHORS

    return AUTHORS
