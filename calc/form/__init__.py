"""A typed function as a form: declare, read, compute, render.

    declare    `@calculator`; `signature` makes fields of the parameters, `table` rows of the result
    markers    what an annotation may say beyond `annotated-types`
    fields     choices and switches; `number_field` numbers, each with its `slider`
    written    numbers as people write them; `numbers` as exact decimals and as canonical text
    reading    what a filled-in form says: values and a result, or sentences
    html       the only renderer; `controls` of a field, `results` as a table
    work       how a result came about, in words and in numbers
    export     a result to take away as text; `takeaway` the buttons for it
    display    numbers for people
    chart      drawings of results

It knows nothing of language models.
"""
