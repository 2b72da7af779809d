"""Ranges: inputs that are not one number, and what they make of the results.

    text      “20% to 45%” read, and written in its canonical form
    draws     numbers that are spread evenly, the same on every machine
    spread    the results of many draws: medians with 90 % intervals, or bounds
    show      both for people: texts, HTML, and which input moves a result most

A 90 % interval has 5 % of all draws below it and 5 % above. Draws are log-normal in a field on a
log scale, else normal; what is beyond the bounds of the field is put at the bound, so that the
interval stays the one that was written. Inputs are independent of one another.

With bounds, the lowest and the highest result are looked for between them, and nothing more is
claimed. If one input has bounds only, intervals count with their ends, and results have bounds.

Nothing of this is loaded before a reader writes a range; `Range` itself is in `calc.form.range`.
"""
