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
    percent_words: tuple[str, ...] = ("%", "percent", "pct")
    magnitude_words: Mapping[str, int] = {
        "thousand": 3,
        "million": 6,
        "billion": 9,
        "tn": 12,
        "trillion": 12,
        "quadrillion": 15,
        "percent": -2,
        "pct": -2,
    }
    """Powers of ten, beside what means the same in every language."""
    doubtful_magnitudes: Mapping[str, tuple[int, ...]] = {"mil": (6, 3)}
    """Powers of ten of what people read differently, the usual one first."""
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
    not_to_compute = "“{text}” is not a finite number"
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
    marks_notice = ""
    """For 1.500 and 1,500; "" if the language leaves no doubt."""

    # Numbers that people would read differently.

    which_reading = "{text} could mean {readings}. Which one?"
    other_reading = "{wrong} Do you mean {reading}?"
    one_number = "{text} is more than a number. Do you mean {reading}?"

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
        "These values can only be changed with JavaScript. The results below are for the values"
        " shown."
    )
    assumptions, assumption = "Assumptions", "Assumption"
    work = "Formula"
    no_scripts = (
        "The scripts of this page did not load, so nothing that you change here is computed."
        " The results are for the values that the page came with."
    )
    step_back, step_forward = "Undo", "Redo"
    too_long_for_link = "The link leaves out {names}: it would be too long to share."
    scenarios = "Examples"
    reset = "Reset"
    pin = "Pin to compare"
    copy_link = "Copy link"
    retry = "Try again"
    starting = "Starting Python in your browser …"
    busy = "Computing …"
    ready = "Computed in your browser."
    linked = "Computing for your link …"
    failed = "The results shown are unchanged."
    outdated = "These are the results from before the error."
    unlinked = "These are not yet the results of your link."
    loaded = "Python loaded so far"
    before = "Before:"
    for_inputs = "For {inputs}"
    label_not_published = "{label} not published"
    as_pasted = "{label} as pasted"
    as_it_starts = "{label} at its start value"
    back_to = "{label}: back to {start}"
    the_start = "the start"
    from_file = "From a file"
    may_be_empty = "Optional."
    code = "Code: {file}, published as {code}"
    code_with_calls = "Code: {file}, which calls {calls}, published as {code}"

    # What is wrong with a field.

    would_do = "{wrong}; enter {wanted}."
    nothing_written = "This field is empty"
    a_number = "a number from {low} to {high}"
    a_whole_number = "a whole number from {low} to {high}"
    no_number = "{value} is not a number"
    no_number_here = "There is no number here."
    this_number = "This number"
    too_small = "{shown} is too small; enter at least {least}."
    too_large = "{shown} is too large; enter at most {most}."
    not_whole = "{shown} is not a whole number; enter {near}."
    no_multiple = "{shown} is not a multiple of {multiple}; enter {near}."
    nothing_chosen = "Nothing is chosen; choose {options}."
    no_option = "There is no {text} here; choose {options}."
    cannot_be_chosen = "{value} cannot be chosen; choose {options}."
    not_offered = "{value} is not offered; choose {options}."
    no_text_written = "This field is empty; paste a text."
    text_too_long = "This text has more than {most} characters; shorten it."
    no_text = "{value} is not a text; enter a text."
    line_too_long = "This text has {count} characters; enter at most {most}."
    no_date = "This field is empty; enter a date like {example}."
    not_a_date = "{value} is not a date; enter one like {example}."
    too_early = "{value} is too early; enter {first} or later."
    too_late = "{value} is too late; enter {last} or earlier."
    yes_nor_no = "{text} is neither yes nor no; enter one of them."
    true_nor_false = "{value} is neither yes nor no; enter true or false."

    # What is wrong with a form or a link.

    too_extreme = "These numbers are too large or too small to compute with; change them."
    divides_by_zero = "With these numbers the calculation divides by zero; change one of them."
    formula_has_no_value = (
        "With these numbers a part of the formula has no value, such as the root of a negative"
        " number; change one of them."
    )
    calculator_fault = "The calculator fails with these values ({what}); change one of them."
    link_sets = "The link also sets {names}, which this form does not have; everything else is set."
    no_calculator = "There is no calculator {name} here; if it is new, load the page again."

    # Solving.

    solve_gives = "{label} {value} gives {result}"
    solve_rounded = "{rounded} (exactly {text})"
    solve_several = "several values of {label} give {result}: {values}"
    solve_stretch = "every value of {label} from {low} to {high} gives {result}"
    solve_always = "every value of {label} gives {result}"
    solve_constant = "{result} is {value} for every value of {label} from {low} to {high}"
    solve_beyond = "no value of {label} from {low} to {high} gives {result}; the nearest is {near}"
    solve_between = "no value of {label} gives exactly {result}; the nearest are {near}"
    solve_not_found = (
        "no value of {label} from {low} to {high} was found that gives {result}; nearest: {near}"
    )
    """Where a result rises and falls: a value that was not tried may give it."""
    solve_near = "{value} with {result}"
    solve_never = "{result} has no value for any value of {label}: {reason}"
    solve_gap = "No result with {label} from {low} to {high}: {reason}"
    solve_gap_at = "No result with {label} at {low}: {reason}"
    solve_one_of_each = (
        "Name one input and one result with its value, such as weight and price=$20."
    )
    solve_unknown = "There is no number {name} here; use {names}."
    solve_no_numbers = "{calculator} has no numbers to look for."
    solve_other_error = "{label}: {error}"
    solve_wanted_error = "{label}: {error}"
    solve_a_number = "a number"
    solve_middle = "That is for the middle of the range of {labels}."
    solve_over = (
        "That is for the middle of the range of {labels}; over the whole range: {label} {value}."
    )
    solve_missing = "For {share} of the range no value gives it."
    solve_no_range = "A range cannot be looked for here"
    use, use_value = "Use {value}", "{label}: use {value}"
    back = "Back to {value}"
    sweep_title = "{result} by {input}"
    sweep_map_title = "{result} by {across} and {down}"
    sweep_now = "Now {inputs}: {result} {value}."
    sweep_interval = "The line is the median of 200 draws, the band their 90% interval."
    sweep_bounds = "The line is for the middle of each range, the band for all values between."
    sweep_middle = "Drawn for the middle of each range."
    sweep_gap = "No value {where}: {reason}"
    sweep_some = "at {count} of {all} places"
    sweep_names = "Name one input or two to draw along."
    sweep_twice = "{name} is named twice; name two different inputs."
    sweep_points = "{points} points cannot be drawn; use a whole number from 2 to {most}."
    sweep_no_span = "{text} does not have two ends"
    sweep_one_value = "{text} is one value"
    sweep_reversed = "{text} ends below its start"
    sweep_no_results = "{calculator} has no numbers to draw."
    sweep_so_far = "Drawn so far"
    map_corner = "{down} ↓, {across} →"
    plot_this = "Draw along an input"
    plot_sentence = "Draw {result} against {first} and {second}"
    plot_first, plot_second, plot_nothing = "First input", "Second input", "nothing else"
    plot = "Draw"
    drawing_as = "Drawing along inputs ({kind})"
    find_this = "Find what gives this"
    find_an_input = "Find an input"
    find_this_result = "{label}: find what gives this"
    find_sentence = "Find the {input} that gives {result} of {wanted}"
    find_input, find_result, find_wanted = "Input to find", "Result", "Wanted value"
    find, close = "Find", "Close"

    # Pinned scenarios.

    now = "Now"
    result = "Result"
    differences = "difference from now"
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
    save_picture = "Download a picture to share (PNG)"
    copies: Mapping[str, str] = {
        "csv": "CSV",
        "json": "JSON",
        "markdown": "Markdown table",
        "python": "Python call",
    }
    copied = "Copied."
    saved = "Downloaded."
    copy_by_hand = "The browser did not let the page copy. The text is selected; copy it from here."
    nothing_to_copy = "There is no result to copy while an input is invalid."
    no_such_chart = "These inputs have no such chart."
    to_copy = "{title}, as text to copy"
    no_export = "This is not a copy of {name} as JSON; python -m calc {name} --json writes one."
    other_export = "This is a copy of {other}, not of {name}."
    unknown_input = "{name} has no input {input}."
    computed_by = "{title}: calculator {name}, version {version}"
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
    builds_on = "Imports {modules}."
    used_by = "Imported by {modules}."
    defined = "Defines {names}."
    all_modules = "All modules"
    corrections = "Corrections: {site}"
    correction = "Before: {was}. Now: {now}. {why}"

    # Ranges, as people write them.

    range_words: tuple[str, ...] = ("to",)
    """Between the ends of a 90 % interval, the one that is written first."""
    range_from = "from"
    range_marks: tuple[str, ...] = (" to ", "..", "…", "–", "—")
    """A text with none of these, and without a hyphen, is no range."""
    range_open = "A range has two ends; enter one like {example}."
    range_nested = "A range has two ends, not more; enter one like {example}."
    range_reversed = "The lower end comes first; enter {example}."
    range_equal = "Both ends are {value}; enter {value} alone, or two different ends."
    range_dash = (
        "A dash can be read in two ways; enter {interval} for a 90% interval, {bounds} for bounds."
    )
    range_like = "If {text} is a range, enter {interval} for a 90% interval, {bounds} for bounds."
    range_like_words: tuple[str, ...] = ("and", "or", "until", "till", "through")
    """Between two numbers, they ask whether a range is meant."""
    range_between = "between"
    """It begins “between 20% and 45%”."""
    range_about: tuple[str, ...] = ("plus or minus", "plus/minus", "give or take")
    """Between a number and how far it may be off."""
    range_magnitude = "{text} can be read in two ways; enter {one} or {two}."
    range_above_zero = "A 90% interval begins above 0 here; enter {bounds}, which has bounds only."
    range_in_numbers_only = "A range can be written in number fields only."

    # Results of ranges.

    range_spoken = "{range}, in the middle {middle}"
    range_interval = "{median} (90%: {low} to {high})"
    range_bounds = "{low} to {high}"
    range_about_interval = (
        "Each input with a range was drawn {count} times, the same numbers each time: results are"
        " medians with 90% intervals."
    )
    range_about_bounds = (
        "Results are bounds: the lowest and the highest of {count} places in the ranges."
    )
    range_about_mixed = "One input has bounds only, so of 90% intervals the ends count."
    range_middle = "Formulas, texts, tables and figures are for the middle of each range."
    range_at_middle = "{numbers} = {result}, in the middle of each range"
    range_none = "In {share} of the draws there is no result: {reason}"
    range_missing = "In {share} of the draws there is no {label}: {reason}"
    range_empty = "it stays empty."
    range_matters = "What moves {result} most"
    range_matters_how = "One input at a time over its range, the others in the middle of theirs."
    range_no_effect = "no effect"
    range_input = "Input"
    range_comment = "Called with the middle of each range: {ranges}."

    calculators = "The calculators of this site"
    usage = "[--OPTION VALUE …] [--FORMAT]"
    ranges_help = (
        "A number may be a range: “20% to 45%” is a 90% interval, “20%..45%” bounds. Results are"
        " medians with 90% intervals then, or bounds."
    )
    without_format = "Without a format, the result is a table to read."
    formats: Mapping[str, str] = {
        "csv": "Comma-separated values: inputs and results in base units.",
        "json": "JSON: the same, with units, reasons and the version of the code.",
        "markdown": "A Markdown table.",
        "python": "The Python call that gives the same result.",
        "from-json": (
            "FILE, or - for standard input: the inputs of a copy as JSON. Other options"
            " change them."
        ),
        "work": "Below each result, its formula in words and in numbers, and its source.",
        "help": "This text.",
    }
    directions: Mapping[str, str] = {
        "solve": "The input to look for, as in --solve INPUT --for RESULT=VALUE.",
        "over": "Results along an input, as in --over INPUT=LOW..HIGH; twice for a map.",
        "of": "The result that a map or a table along an input has; without it all.",
        "points": "Values along an input, from 2 to 1,000; of a map at most 50.",
        "for": "The result that it has to give, with its value.",
    }
    solve_needs_for = "--solve and --for need each other: write --solve INPUT --for RESULT=VALUE."
    of_needs_over = "--of and --points need --over; write --over INPUT."
    for_needs_value = "--for {text} has no value; write --for {example}."
    number_argument, file_argument, name_argument = "NUMBER", "FILE", "NAME"
    date_argument, text_argument, value_argument = "DATE", "TEXT", "VALUE"
    in_unit = "{label} ({unit})"
    from_to = "From {low} to {high}"
    a_file = "A file, or - for standard input"
    yes_or_no = "Yes or no"
    a_short_text = "A short text"
    a_date = "A date{bounds}, like 2026-03-01"
    from_date, to_date = " from {date}", " to {date}"
    may_be_left_empty = "Optional: --{parameter}={nothing} leaves it empty."
    left_out = "{about}; default: {start}"
    left_out_follows = "{about}; default: that of --{leader}"
    left_out_empty = "{about}; default: empty"
    more_rows = "{count} more rows; --csv has all of them."
    unknown_calculator = "There is no calculator {name}; use {names}."
    unknown_option = "{calculator} has no option {option}; use {options}."
    stands_alone = "{text} has no option before it; write one, as in {example}."
    takes_no_value = "{option} takes no value; write it alone."
    needs_value = "{option} has no value; add one (as {option}=-1 if it begins with a minus)."
    two_formats = "{one} and {other} are two formats; use one."
    file_unreadable = (
        "--{parameter}: {path} cannot be read: {why}; give the name of a file, or - to read"
        " standard input."
    )
    file_no_text = "--{parameter}: {path} is not a text in UTF-8."
    file_refused = "--{parameter}: {path} cannot be used: {why}"

    # The scripts: each is an export of `words.js`, and a function of its fields if it has any.

    scripts: Mapping[str, str] = {
        "unknown": unknown,
        "yes": yes,
        "no": no,
        "notLoaded": (
            "The scripts of the calculators could not be loaded; try again, or reload the page."
        ),
        "noWebAssembly": (
            "Python needs WebAssembly, which this browser lacks or has switched off; use another"
            " browser."
        ),
        "noWorkers": "Python needs module workers, which this browser lacks; use a newer one.",
        "webAssemblyRefused": (
            "This browser refuses to run WebAssembly, which Python needs; use another browser."
        ),
        "otherVersion": ("The page and its calculators have different versions; reload the page."),
        "stopped": "Python stopped, perhaps because memory ran out; try again.",
        "notStarted": "Python did not start; try again.",
        "notStartedBecause": "Python did not start: {reason}.",
        "notAnswered": "Python could not answer: {reason}.",
        "noMemory": "the browser has too little memory; close other pages and try again",
        "tooLong": (
            "The calculation took more than {seconds} seconds and was stopped; try other inputs."
        ),
        "fileStalled": "The download of {file} has stalled.",
        "fileNotFetched": "{file} could not be downloaded; is this device online?",
        "fileMissing": "{file} is missing ({status}); reload the page to get its newest version.",
        "fileNotSent": "The host did not send {file} ({status}); try again later.",
        "fileDamaged": "{file} is damaged: it differs from the file this page was built with.",
        "droppedUnreadable": "“{file}” could not be read; copy it to another folder and try again.",
        "droppedTooLarge": "“{file}” is larger than a megabyte{hint}.",
        "droppedEmpty": "“{file}” is empty{hint}.",
        "droppedBinary": "“{file}” is not a text{hint}.",
        "mostPinned": "No more scenarios can be pinned; unpin one first.",
        "linkCopied": "Link copied.",
        "linkCopiedBriefly": "Link copied",
        "linkShown": "Copy the link below by hand.",
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
        """A label inside a sentence: in lower case unless it begins with a name or a symbol."""
        is_name = any(each.isupper() or each.isdigit() for each in label.partition(" ")[0][1:])
        return label if is_name else label[:1].lower() + label[1:]

    def of_type(self, name: str) -> str:
        """A value of a type of Python."""
        return f"an {name}" if name[0] in "aeiouAEIOU" else f"a {name}"
