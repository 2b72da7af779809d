"""English: every text of the generator, and how English writes numbers.

Names in braces are filled in. A text has no characters that are special in HTML.
"""

from collections.abc import Mapping

from calc.units import LETTERS, Magnitudes


class English:
    """The words of a site in English, by where they appear."""

    # Numbers, as they are shown.

    magnitudes: Magnitudes = LETTERS
    """After a number whose unit has no SI prefixes: 5.00M. Each text includes any space before it.
    There is no K: 128K means 131,072 to some and 128,000 to others."""
    percent = "%"
    """After the number."""
    beyond = "beyond what can be counted"

    # Numbers, as screen readers say them.

    spoken_percent = "percent"
    spoken_magnitudes: tuple[tuple[float, str, str], ...] = (
        (1e12, "trillion", "trillion"),
        (1e9, "billion", "billion"),
        (1e6, "million", "million"),
    )
    """Each for a number of one, and for others."""

    # Numbers, as people write them.

    group_mark, decimal_mark = ",", "."
    percent_words: tuple[str, ...] = ("%", "percent")
    magnitude_words: Mapping[str, int] = {
        "thousand": 3,
        "mn": 6,
        "million": 6,
        "bn": 9,
        "billion": 9,
        "tn": 12,
        "trillion": 12,
        "quadrillion": 15,
        "percent": -2,
    }
    """Powers of ten, beside the letters that every language has."""
    per = "per"
    """Between two units: USD per hour."""
    spellings: Mapping[str, tuple[str, ...]] = {
        "usd": ("dollar",),
        "eur": ("euro",),
        "gbp": ("pound",),
        "jpy": ("yen",),
        "cny": ("yuan", "rmb"),
        "inr": ("rupee",),
        "chf": ("franc", "franken"),
        "g": ("gram",),
        "kg": ("kilogram", "kilo"),
        "mg": ("milligram",),
        "l": ("litre", "liter"),
        "ml": ("millilitre", "milliliter"),
        "m": ("metre", "meter"),
        "km": ("kilometre", "kilometer"),
        "s": ("sec", "second"),
        "min": ("minute",),
        "h": ("hr", "hour"),
        "°c": ("c", "°", "celsius", "degree celsius"),
        "°f": ("f", "°", "fahrenheit", "degree fahrenheit"),
        "k": ("kelvin",),
        "v": ("volt",),
        "a": ("amp", "ampere"),
        "j": ("joule",),
        "hz": ("hertz",),
        "w": ("watt",),
        "wh": ("watt hour",),
    }
    """How else people write a unit."""
    too_many_characters = "a number has at most {most} characters and this text has {count}"
    no_money = "this is not an amount of money in the unit of the field"
    no_magnitude = "“{text}” is neither k, M, B, T (10³, 10⁶, 10⁹, 10¹²) nor a unit that fits"
    not_to_compute = "“{text}” is not a number to compute with"
    unreadable_marks = (
        "“{text}” cannot be read; commas go between thousands (1,000) "
        "and a point before a fraction (1.5)"
    )
    not_a_number = "“{text}” is not a number"

    # Dates and durations.

    months: tuple[str, ...] = (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    )
    date = "{day} {month} {year}"
    date_and_time = "{date}, {time}"
    durations: tuple[tuple[str, str], ...] = (
        *(("day", "days"), ("hour", "hours")),
        *(("minute", "minutes"), ("second", "seconds")),
    )
    """Each for one, and for other numbers."""

    # How a number was understood.

    meanings: Mapping[str, str] = {
        "k": "a thousand here; Ki would be 1,024",
        "m": "a million here; Mi would be 1,048,576",
        "g": "a billion here; Gi would be 2³⁰",
        "b": "a billion here, neither bits nor bytes",
        "t": "a trillion here; Ti would be 2⁴⁰",
        "ki": "1,024; k would be 1,000",
        "mi": "1,048,576; M would be a million",
        "gi": "2³⁰; B would be a billion",
        "ti": "2⁴⁰; T would be a trillion",
    }
    """By the letters after the digits."""
    meaning = "{letters} is {meaning}."
    share = "{text} is {text}{percent} here; for a share of {text} write {other}."
    marks_notice = ""
    """For 1.500 and 1,500; "" if the language leaves no doubt."""

    # Parts of sentences.

    opening, closing = "“", "”"
    either = "{most} or {last}"
    both = "{most} and {last}"
    more = "more"
    unknown = "unknown"
    unknown_because = "unknown: {reason}"
    same_reason = "for the same reason"
    not_published = "not published"
    not_set = "not set"
    none = "none"
    empty = "empty"
    yes, no = "yes", "no"
    yes_words: tuple[str, ...] = ("yes", "on", "true", "1")
    no_words: tuple[str, ...] = ("no", "off", "false", "0", "")

    # The form.

    no_javascript = (
        "Without JavaScript these values cannot be changed. The results below are for the"
        " values as they stand."
    )
    reset = "Reset"
    pin = "Pin to compare"
    copy_link = "Copy link"
    retry = "Try again"
    starting = "Starting Python in your browser …"
    busy = "Computing …"
    ready = "Computed in your browser."
    linked = "Computing for your link …"
    failed = "The results shown stand."
    outdated = "The results are from before the error above."
    unlinked = "The results shown are not yet those of your link."
    loaded = "Python, loaded so far"
    before = "Before:"
    for_inputs = "For {inputs}"
    label_not_published = "{label} not published"
    as_pasted = "{label} as pasted"
    as_it_starts = "{label} as it starts"
    back_to = "{label}: back to {start}"
    the_start = "the start"
    from_file = "From a file"
    may_be_empty = "May be left empty."
    code = "The code: {file}; published as {code}"
    code_with_calls = "The code: {file}, which calls {calls}; published as {code}"

    # What is wrong with a field.

    would_do = "{wrong}; {wanted} would do."
    nothing_written = "Nothing is written here"
    a_number = "a number from {low} to {high}"
    a_whole_number = "a whole number from {low} to {high}"
    no_number = "{value} is not a number"
    this_number = "This number"
    too_small = "{shown} is too small; at least {least} would do."
    too_large = "{shown} is too large; at most {most} would do."
    not_whole = "{shown} is not a whole number; {near} would do."
    no_multiple = "{shown} is not a multiple of {multiple}; {near} would do."
    nothing_chosen = "Nothing is chosen; {options} would do."
    no_option = "There is no {text} here; {options} would do."
    cannot_be_chosen = "{value} cannot be chosen; {options} would do."
    not_offered = "{value} is not offered; {options} would do."
    no_text_written = "Nothing is written here; a pasted text would do."
    text_too_long = "This text has more than {most} characters; so many at most would do."
    no_text = "{value} is no text; a text would do."
    line_too_long = "This text has {count} characters; at most {most} would do."
    no_date = "No date is written here; one like {example} would do."
    not_a_date = "{value} is not a date; one like {example} would do."
    too_early = "{value} is too early; {first} or later would do."
    too_late = "{value} is too late; {last} or earlier would do."
    yes_nor_no = "{text} is neither yes nor no; one would do."
    true_nor_false = "{value} is neither yes nor no; true or false would do."

    # What is wrong with a form or a link.

    too_extreme = "These numbers are too large or too small to compute with; others would do."
    divides_by_zero = "With these numbers the calculation divides by zero; others would do."
    formula_has_no_value = (
        "With these numbers a part of the formula has no value, such as the root of a negative"
        " number; others would do."
    )
    calculator_fault = "The calculator has a fault with these values ({what}); others would do."
    link_sets = "The link also sets {names}, for which there is no field here; the rest counts."
    no_calculator = (
        "There is no calculator {name} here; if it is new, loading the page again would do."
    )

    # Pinned scenarios.

    now = "Now"
    result = "Result"
    differences = "differences from now"
    pinned = "Pinned {number}"
    unpin = "Unpin"
    unpin_scenario = "Unpin {name}: {inputs}"
    same_inputs = "the same inputs"
    same_value = "the same"
    points = "{number} points"

    # Copies.

    copy_or_download = "Copy or download the results"
    copy_as = "Copy as"
    download_as = "Download as SVG"
    copies: Mapping[str, str] = {
        "csv": "CSV",
        "json": "JSON",
        "markdown": "Markdown table",
        "python": "Python call",
    }
    copied = "Copied."
    saved = "Downloaded."
    copy_by_hand = "This page may not copy by itself; the text is selected: copy it from here."
    nothing_to_copy = "There is no result to copy while an input is wrong."
    no_such_chart = "There is no such chart of these inputs."
    to_copy = "{title}, to copy"
    long_text = "a text of {count} characters"

    # Charts.

    nothing_drawn = "There is nothing to draw yet."
    not_known = "not known"
    no_value = "There is no value."
    columns_by = "{columns}, by {column}."
    only_one_value = "Only one value is given."
    the_numbers = "The numbers"
    numbers_of = "{title}: the numbers"
    column_name, column_series, column_from, column_to = "Name", "Series", "From", "To"
    at_least = "at least {amount}"
    point_of_line = "{series} at {x}: {y}"
    span = "from {low} to {high}"

    # Pages around the calculators.

    sources = "Sources"
    builds_on = "It builds on {modules}."
    used_by = "Used by {modules}."
    defined = "In it: {names}."
    all_modules = "All modules"
    corrections = "Corrections: {site}"
    correction = "Was: {was}. Is: {now}. {why}"

    # The terminal.

    calculators = "The calculators of this site"
    usage = "[--OPTION VALUE …] [--FORMAT]"
    without_format = "Without a format the result is a table for people."
    formats: Mapping[str, str] = {
        "csv": "Comma-separated values: inputs and results in base units.",
        "json": "JSON: the same, with units, reasons and the version of the code.",
        "markdown": "A Markdown table.",
        "python": "The Python call that gives the same result.",
        "work": "Below each result its formula, in words and in numbers, and the source of it.",
        "help": "This text.",
    }
    number_argument, file_argument, name_argument = "NUMBER", "FILE", "NAME"
    date_argument, text_argument, value_argument = "DATE", "TEXT", "VALUE"
    in_unit = "{label}, in {unit}"
    from_to = "From {low} to {high}"
    a_file = "A file, or - for what is piped in"
    yes_or_no = "Yes or no"
    a_short_text = "A short text"
    a_date = "A date{bounds}, like 2026-03-01"
    from_date, to_date = " from {date}", " to {date}"
    may_be_left_empty = "May be left empty: --{parameter}={nothing}."
    left_out = "{about}; {start} where it is left out"
    left_out_follows = "{about}; where it is left out, as --{leader} has it"
    left_out_empty = "{about}; nothing where it is left out"
    more_rows = "{count} more rows; --csv has all of them."
    unknown_calculator = "There is no calculator {name}; {names} would do."
    unknown_option = "{calculator} has no option {option}; {options} would do."
    stands_alone = "{text} stands alone; an option before it would do: {example}."
    takes_no_value = "{option} stands without a value; it alone would do."
    needs_value = (
        "{option} has nothing behind it; a value would do ({option}=-1 where it begins so)."
    )
    two_formats = "{one} and {other} ask for two formats; one would do."
    file_unreadable = (
        "--{parameter}: {path} cannot be read: {why}; a file's name, or - to read"
        " what is piped in, would do."
    )
    file_no_text = "--{parameter}: {path} is no text in UTF-8."
    file_refused = "--{parameter}: {path} cannot be used: {why}"

    # The scripts: each is an export of `words.js`, and a function of its fields if it has any.

    scripts: Mapping[str, str] = {
        "unknown": unknown,
        "yes": yes,
        "no": no,
        "notLoaded": (
            "The calculators’ scripts could not be loaded; try again, or load the page again."
        ),
        "noWebAssembly": (
            "This browser has no WebAssembly, or it is switched off; another would run Python."
        ),
        "noWorkers": "This browser has no module workers; a newer one would run Python.",
        "webAssemblyRefused": (
            "This browser refuses to run WebAssembly, which Python needs; another browser may not."
        ),
        "otherVersion": (
            "The page and its calculators are of different versions; load the page again."
        ),
        "stopped": "Python stopped, perhaps for want of memory; try again.",
        "notStarted": "Python did not start; try again.",
        "notStartedBecause": "Python did not start: {reason}.",
        "notAnswered": "Python could not answer: {reason}.",
        "noMemory": "this browser has no memory for it; close other pages and try again",
        "tooLong": (
            "The calculation took more than {seconds} seconds and was stopped; other inputs may do."
        ),
        "fileStalled": "{file} has stopped arriving.",
        "fileNotFetched": "{file} could not be fetched; is this device online?",
        "fileMissing": "{file} is missing ({status}); a new version of the page may name another.",
        "fileNotSent": "{file} was not sent by the host ({status}); try again in a while.",
        "fileDamaged": "{file} is damaged: it is not the file that this page was built with.",
        "droppedUnreadable": "“{file}” could not be read; a copy of it in another folder might.",
        "droppedTooLarge": "“{file}” is larger than a megabyte{hint}.",
        "droppedEmpty": "“{file}” is empty{hint}.",
        "droppedBinary": "“{file}” is not a text{hint}.",
        "mostPinned": "No more can be pinned; unpin one first.",
        "linkCopied": "Link copied.",
        "linkCopiedBriefly": "Link copied",
        "linkShown": "The link is below, to be copied by hand.",
        "linkToCopy": "Link to copy ",
    }

    # How English writes what is not a text.

    def number(self, text: str) -> str:
        """A number as English writes it, 1,234.5, as this language writes it."""
        return text

    def amount(self, sign: str, number: str) -> str:
        """An amount of money; `sign` is "" for other numbers."""
        return f"{sign}{number}"

    def unit(self, unit: str) -> str:
        """The name of a unit, after any number but one."""
        return unit

    def unit_of_one(self, unit: str) -> str:
        """The name of a unit, after a one."""
        return unit.removesuffix("s")

    def inside(self, label: str) -> str:
        """A label inside a sentence: in lower case unless it is a symbol."""
        return label if label[1:2].isupper() else label[:1].lower() + label[1:]

    def of_type(self, name: str) -> str:
        """A value of a type of Python."""
        return f"an {name}" if name[0] in "aeiouAEIOU" else f"a {name}"
