"""A typed function as a form. The generator's centre: it knows no subject and no page.

    declare          `@calculator`; `signature` makes fields of the parameters, `table` rows of the
                     result; `registry` finds the calculators of the site
    markers          what an annotation may say beyond `annotated-types`
    fields           choices, switches, texts; `number_field` numbers, each with its `slider`
    parse_number     numbers as people write them; `numbers` exact decimals and canonical text
    state            the form as a reader has filled it in, with its result or its errors
    html             the only renderer; `controls` of a field, `results` as a table, `compare` with
                     pinned scenarios, `export_buttons`
    derivation       the formula of a result, in words and in numbers
    summary          inputs and results in a few words
    display          numbers for people, by the styles of `unit_styles`
    drawn            what a result must be to be shown as a figure; `calc.chart` has such results
    export           inputs and results as CSV, JSON, Markdown and Python
    memo             functions that remember their latest results

A form goes through them in this order: the declaration is read once, `state.fill` turns texts into
values and a result, `html.blocks` renders both.
"""
