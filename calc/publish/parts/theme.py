"""Material for MkDocs, and what its scripts, style sheets and pages contain.

Source: the source maps in its package; the licences of each.
"""

from importlib import metadata

from calc.publish.parts.part import Part

THEME = "Material for MkDocs"

PARTS = (
    Part(
        name=THEME,
        version=metadata.version("mkdocs-material"),
        licence="MIT",
        copyright="2016–2025 Martin Donath",
        source="https://github.com/squidfunk/mkdocs-material",
        package="pkg:pypi/mkdocs-material",
        files=("assets/javascripts/", "assets/stylesheets/", "assets/images/"),
        changed="without source maps, and without stemmers for languages that this site has not",
    ),
    *(
        Part(name=name, licence=licence, copyright=copyright, source=source, within=THEME)
        for name, licence, copyright, source in (
            (
                "rxjs",
                "Apache-2.0",
                "2015–2018 Google, Inc., Netflix, Inc., Microsoft Corp. and contributors",
                "https://github.com/ReactiveX/rxjs",
            ),
            ("clipboard", "MIT", "Zeno Rocha", "https://github.com/zenorocha/clipboard.js"),
            (
                "escape-html",
                "MIT",
                "2012–2013 TJ Holowaychuk, 2015 Andreas Lubbe and Tiancheng “Timothy” Gu",
                "https://github.com/component/escape-html",
            ),
            (
                "focus-visible",
                "W3C-20150513",
                "2016–2021 the World Wide Web Consortium and contributors",
                "https://github.com/WICG/focus-visible",
            ),
            ("good-listener", "MIT", "Zeno Rocha", "https://github.com/zenorocha/good-listener"),
            ("select", "MIT", "Zeno Rocha", "https://github.com/zenorocha/select"),
            (
                "tiny-emitter",
                "MIT",
                "2017 Scott Corgan",
                "https://github.com/scottcorgan/tiny-emitter",
            ),
            ("tslib", "0BSD", "Microsoft Corporation", "https://github.com/microsoft/tslib"),
            ("lunr", "MIT", "2013–2020 Oliver Nightingale", "https://github.com/olivernn/lunr.js"),
            (
                "material-design-color",
                "MIT",
                "2014 Denis Malinochkin",
                "https://github.com/mrmlnc/material-color",
            ),
            (
                "Material Design Icons",
                "Apache-2.0",
                "Pictogrammers and Google",
                "https://github.com/Templarian/MaterialDesign",
            ),
        )
    ),
)
