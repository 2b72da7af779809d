"""German: see `calc.words.en`, which says where each text appears."""

from collections.abc import Mapping
from typing import override

from calc.units import Magnitudes
from calc.words.en import English


class German(English):
    """The words of a site in German. Readers are addressed with Sie."""

    # Numbers, as they are shown.

    magnitudes: Magnitudes = ((1e12, " Bio."), (1e9, " Mrd."), (1e6, " Mio."))
    percent = " %"
    beyond = "zu groß, um es zu zählen"

    # Numbers, as screen readers say them.

    spoken_percent = "Prozent"
    spoken_magnitudes: tuple[tuple[float, str, str], ...] = (
        (1e12, "Billion", "Billionen"),
        (1e9, "Milliarde", "Milliarden"),
        (1e6, "Million", "Millionen"),
    )

    # Numbers, as people write them.

    group_mark, decimal_mark = ".", ","
    percent_words: tuple[str, ...] = ("%", "prozent", "percent")
    magnitude_words: Mapping[str, int] = {
        "tsd": 3,
        "tsd.": 3,
        "tausend": 3,
        "mio": 6,
        "mio.": 6,
        "million": 6,
        "millionen": 6,
        "mia": 9,
        "mia.": 9,
        "bio": 12,
        "bio.": 12,
        "brd": 15,
        "brd.": 15,
        "trillionen": 18,
        "prozent": -2,
        "percent": -2,
    }
    doubtful_magnitudes: Mapping[str, tuple[int, ...]] = {
        "t": (12, 3),
        "b": (9, 12),
        "billion": (12, 9),
        "trillion": (18, 12),
        "mil": (6, 3),
    }
    per = "pro"
    spellings: Mapping[str, tuple[str, ...]] = {
        "usd": ("dollar",),
        "eur": ("euro",),
        "gbp": ("pfund",),
        "jpy": ("yen",),
        "cny": ("yuan", "rmb"),
        "inr": ("rupie", "rupien"),
        "chf": ("franken",),
        "g": ("gramm",),
        "kg": ("kilogramm", "kilo"),
        "mg": ("milligramm",),
        "l": ("liter",),
        "ml": ("milliliter",),
        "m": ("meter",),
        "km": ("kilometer",),
        "s": ("sek", "sek.", "sekunde", "sekunden"),
        "min": ("min.", "minute", "minuten"),
        "h": ("std", "std.", "stunde", "stunden"),
        "°c": ("c", "°", "grad", "celsius", "grad celsius"),
        "°f": ("f", "°", "fahrenheit", "grad fahrenheit"),
        "k": ("kelvin",),
        "v": ("volt",),
        "a": ("ampere",),
        "j": ("joule",),
        "hz": ("hertz",),
        "w": ("watt",),
        "wh": ("wattstunde", "wattstunden"),
    }
    too_many_characters = "eine Zahl hat höchstens {most} Zeichen, und dieser Text hat {count}"
    no_money = "das ist kein Geldbetrag in der Einheit des Feldes"
    no_magnitude = (
        "„{text}“ ist weder Tsd., Mio., Mrd., Bio. (10³, 10⁶, 10⁹, 10¹²) noch eine passende Einheit"
    )
    not_to_compute = "mit „{text}“ lässt sich nicht rechnen"
    unreadable_marks = (
        "„{text}“ ist nicht lesbar: Punkte stehen zwischen Tausendern (1.000), "
        "ein Komma steht vor Dezimalstellen (1,5)"
    )
    not_a_number = "„{text}“ ist keine Zahl"

    # Dates and durations.

    months: tuple[str, ...] = (
        *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
        *("August", "September", "Oktober", "November", "Dezember"),
    )
    date = "{day}. {month} {year}"
    date_and_time = "{date}, {time} Uhr"
    durations: tuple[tuple[str, str], ...] = (
        *(("Tag", "Tage"), ("Stunde", "Stunden")),
        *(("Minute", "Minuten"), ("Sekunde", "Sekunden")),
    )

    # How a number was understood.

    meanings: Mapping[str, str] = {
        "k": "tausend; Ki wäre 1.024",
        "m": "eine Million; Mi wäre 1.048.576",
        "g": "eine Milliarde; Gi wäre 2³⁰",
        "ki": "1.024; k wäre 1.000",
        "mi": "1.048.576; M wäre eine Million",
        "gi": "2³⁰; G wäre eine Milliarde",
        "ti": "2⁴⁰; T wäre eine Billion",
    }
    meaning = "{letters} bedeutet hier {meaning}."
    marks_notice = "{text} bedeutet hier {value}; wenn Sie {other} meinen, schreiben Sie {other}."

    # Numbers that people would read differently.

    which_reading = "{text} kann {readings} bedeuten. Was meinen Sie?"
    other_reading = "{wrong} Meinen Sie {reading}?"
    one_number = "{text} ist mehr als eine Zahl. Meinen Sie {reading}?"

    # Parts of sentences.

    opening, closing = "„", "“"
    either = "{most} oder {last}"
    both = "{most} und {last}"
    more = "weitere"
    unknown = "unbekannt"
    unknown_because = "unbekannt: {reason}"
    same_reason = "aus demselben Grund"
    not_published = "nicht veröffentlicht"
    not_set = "nicht gesetzt"
    none = "nichts"
    empty = "leer"
    yes, no = "ja", "nein"
    yes_words: tuple[str, ...] = ("ja", "an", "wahr", "yes", "on", "true", "1")
    no_words: tuple[str, ...] = ("nein", "aus", "falsch", "no", "off", "false", "0", "")

    # The form.

    no_javascript = (
        "Ohne JavaScript lassen sich diese Werte nicht ändern. Die Ergebnisse unten gelten für die"
        " angezeigten Werte."
    )
    assumptions, assumption = "Annahmen", "Annahme"
    work = "Formel"
    no_scripts = (
        "Die Skripte dieser Seite wurden nicht geladen, daher wird nichts berechnet, was Sie hier"
        " ändern. Die Ergebnisse gelten für die Werte, mit denen die Seite kam."
    )
    step_back, step_forward = "Rückgängig", "Wiederholen"
    too_long_for_link = "Im Link fehlt {names}: er wäre zu lang, um ihn zu teilen."
    scenarios = "Beispiele"
    reset = "Zurücksetzen"
    pin = "Zum Vergleich merken"
    copy_link = "Link kopieren"
    retry = "Noch einmal versuchen"
    starting = "Python startet in Ihrem Browser …"
    busy = "Wird berechnet …"
    ready = "In Ihrem Browser berechnet."
    linked = "Die Werte Ihres Links werden berechnet …"
    failed = "Die angezeigten Ergebnisse gelten weiter."
    outdated = "Die Ergebnisse stammen aus der Zeit vor dem Fehler oben."
    unlinked = "Die angezeigten Ergebnisse sind noch nicht die Ihres Links."
    loaded = "Python, bisher geladen"
    before = "Vorher:"
    for_inputs = "Für {inputs}"
    label_not_published = "{label} nicht veröffentlicht"
    as_pasted = "{label} wie eingefügt"
    as_it_starts = "{label} wie zu Beginn"
    back_to = "{label}: zurück auf {start}"
    the_start = "Anfang"
    from_file = "Aus einer Datei"
    may_be_empty = "Darf leer bleiben."
    code = "Der Code: {file}; veröffentlicht als {code}"
    code_with_calls = "Der Code: {file}, verwendet {calls}; veröffentlicht als {code}"

    # What is wrong with a field.

    would_do = "{wrong}; {wanted} ist möglich."
    nothing_written = "Hier steht nichts"
    a_number = "eine Zahl von {low} bis {high}"
    a_whole_number = "eine ganze Zahl von {low} bis {high}"
    no_number = "{value} ist keine Zahl"
    no_number_here = "Hier gibt es keine Zahl."
    this_number = "Diese Zahl"
    too_small = "{shown} ist zu klein; mindestens {least} ist nötig."
    too_large = "{shown} ist zu groß; höchstens {most} ist möglich."
    not_whole = "{shown} ist keine ganze Zahl; {near} ist möglich."
    no_multiple = "{shown} ist kein Vielfaches von {multiple}; {near} ist möglich."
    nothing_chosen = "Es ist nichts gewählt; {options} ist möglich."
    no_option = "{text} gibt es hier nicht; {options} ist möglich."
    cannot_be_chosen = "{value} kann nicht gewählt werden; {options} ist möglich."
    not_offered = "{value} steht nicht zur Wahl; {options} ist möglich."
    no_text_written = "Hier steht nichts; fügen Sie einen Text ein."
    text_too_long = "Dieser Text hat mehr als {most} Zeichen; kürzen Sie ihn."
    no_text = "{value} ist kein Text; ein Text ist nötig."
    line_too_long = "Dieser Text hat {count} Zeichen; höchstens {most} sind möglich."
    no_date = "Hier steht kein Datum; möglich ist zum Beispiel {example}."
    not_a_date = "{value} ist kein Datum; möglich ist zum Beispiel {example}."
    too_early = "{value} ist zu früh; {first} oder später ist möglich."
    too_late = "{value} ist zu spät; {last} oder früher ist möglich."
    yes_nor_no = "{text} ist weder ja noch nein; eines davon ist nötig."
    true_nor_false = "{value} ist weder ja noch nein; true oder false ist möglich."

    # What is wrong with a form or a link.

    too_extreme = "Diese Zahlen sind zu groß oder zu klein zum Rechnen; wählen Sie andere."
    divides_by_zero = "Mit diesen Zahlen wird durch null geteilt; wählen Sie andere."
    formula_has_no_value = (
        "Mit diesen Zahlen hat ein Teil der Formel keinen Wert, etwa die Wurzel einer negativen"
        " Zahl; wählen Sie andere."
    )
    calculator_fault = "Der Rechner hat mit diesen Werten einen Fehler ({what}); wählen Sie andere."
    link_sets = (
        "Der Link setzt auch {names}, wofür es hier kein Feld gibt; alles andere ist übernommen."
    )
    no_calculator = (
        "Den Rechner {name} gibt es hier nicht; falls er neu ist, laden Sie die Seite neu."
    )

    # Solving.

    solve_gives = "{label} {value} ergibt {result}"
    solve_rounded = "{rounded} (genau {text})"
    solve_several = "mehrere Werte von {label} ergeben {result}: {values}"
    solve_stretch = "jeder Wert von {label} von {low} bis {high} ergibt {result}"
    solve_always = "jeder Wert von {label} ergibt {result}"
    solve_constant = "{result} ist {value} für jeden Wert von {label} von {low} bis {high}"
    solve_beyond = (
        "kein Wert von {label} von {low} bis {high} ergibt {result}; am nächsten kommt {near}"
    )
    solve_between = "kein Wert von {label} ergibt genau {result}; am nächsten kommen {near}"
    solve_not_found = (
        "kein Wert von {label} von {low} bis {high} wurde gefunden, der {result} ergibt; "
        "am nächsten: {near}"
    )
    solve_near = "{value} mit {result}"
    solve_never = "{result} hat für keinen Wert von {label} einen Wert: {reason}"
    solve_gap = "Mit {label} von {low} bis {high} gibt es kein Ergebnis: {reason}"
    solve_gap_at = "Mit {label} {low} gibt es kein Ergebnis: {reason}"
    solve_one_of_each = (
        "Eine Eingabe und ein Ergebnis mit seinem Wert sind nötig, etwa weight und price=20 €."
    )
    solve_unknown = "Eine Zahl {name} gibt es hier nicht; verwenden Sie {names}."
    solve_no_numbers = "{calculator} hat keine Zahlen, nach denen sich suchen lässt."
    solve_other_error = "{label}: {error}"
    solve_wanted_error = "{label}: {error}"
    solve_a_number = "eine Zahl"
    solve_middle = "Das gilt für die Mitte des Bereichs von {labels}."
    solve_over = (
        "Das gilt für die Mitte des Bereichs von {labels}; über den ganzen Bereich:"
        " {label} {value}."
    )
    solve_missing = "Für {share} des Bereichs gibt es keinen solchen Wert."
    solve_no_range = "Ein Bereich kann hier nicht gesucht werden"
    use, use_value = "{value} nehmen", "{label}: {value} nehmen"
    back = "Zurück zu {value}"
    sweep_title = "{result} nach {input}"
    sweep_map_title = "{result} nach {across} und {down}"
    sweep_now = "Jetzt {inputs}: {result} {value}."
    sweep_interval = "Die Linie ist der Median von 200 Ziehungen, das Band ihr 90-%-Intervall."
    sweep_bounds = "Die Linie gilt für die Mitte jedes Bereichs, das Band für alles dazwischen."
    sweep_middle = "Gezeichnet für die Mitte jedes Bereichs."
    sweep_gap = "Kein Wert {where}: {reason}"
    sweep_some = "an {count} von {all} Stellen"
    sweep_names = "Zum Zeichnen braucht es eine Eingabe oder zwei."
    sweep_twice = "{name} steht zweimal da; nennen Sie zwei verschiedene Eingaben."
    sweep_points = "{points} Punkte lassen sich nicht zeichnen; verwenden Sie 2 bis {most}."
    sweep_no_span = "{text} hat nicht zwei Enden"
    sweep_one_value = "{text} ist ein einziger Wert"
    sweep_reversed = "{text} endet unter dem Anfang"
    sweep_no_results = "{calculator} hat keine Zahlen, die sich zeichnen lassen."
    sweep_so_far = "Bisher gezeichnet"
    map_corner = "{down} ↓, {across} →"
    plot_this = "Entlang einer Eingabe zeichnen"
    plot_sentence = "Zeichne {result} nach {first} und {second}"
    plot_first, plot_second, plot_nothing = "Erste Eingabe", "Zweite Eingabe", "nichts weiter"
    plot = "Zeichnen"
    drawing_as = "Zeichnung entlang von Eingaben ({kind})"
    find_this = "Finden, was das ergibt"
    find_an_input = "Eingabe finden"
    find_this_result = "{label}: finden, was das ergibt"
    find_sentence = "Finde {input}, womit {result} den Wert {wanted} hat"
    find_input, find_result, find_wanted = "Gesuchte Eingabe", "Ergebnis", "Gewünschter Wert"
    find, close = "Finden", "Schließen"

    # Pinned scenarios.

    now = "Jetzt"
    result = "Ergebnis"
    differences = "Unterschiede zu jetzt"
    pinned = "Gemerkt {number}"
    unpin = "Entfernen"
    unpin_scenario = "{name} entfernen: {inputs}"
    same_inputs = "dieselben Eingaben"
    same_value = "gleich"
    points = "{number} Prozentpunkte"

    # Copies.

    copy_or_download = "Ergebnisse kopieren oder herunterladen"
    copy_as = "Kopieren als"
    download_as = "Herunterladen als SVG"
    save_picture = "Bild zum Teilen herunterladen (PNG)"
    copies: Mapping[str, str] = {
        "csv": "CSV",
        "json": "JSON",
        "markdown": "Markdown-Tabelle",
        "python": "Python-Aufruf",
    }
    copied = "Kopiert."
    saved = "Heruntergeladen."
    copy_by_hand = (
        "Diese Seite darf nicht selbst kopieren; der Text ist markiert: Kopieren Sie ihn von hier."
    )
    nothing_to_copy = "Solange eine Eingabe falsch ist, gibt es kein Ergebnis zu kopieren."
    no_such_chart = "Zu diesen Eingaben gibt es dieses Diagramm nicht."
    to_copy = "{title}, zum Kopieren"
    no_export = (
        "Das ist keine Kopie von {name} als JSON; python -m calc {name} --json schreibt eine."
    )
    other_export = "Das ist eine Kopie von {other}, nicht von {name}."
    unknown_input = "{name} hat keine Eingabe {input}."
    computed_by = "{title}: Rechner {name}, Version {version}"
    long_text = "ein Text mit {count} Zeichen"

    # Charts.

    nothing_drawn = "Es gibt noch nichts zu zeichnen."
    not_known = "nicht bekannt"
    no_value = "Es gibt keinen Wert."
    columns_by = "{columns} nach {column}."
    only_one_value = "Nur ein Wert ist angegeben."
    the_numbers = "Die Zahlen"
    numbers_of = "{title}: die Zahlen"
    column_name, column_series, column_from, column_to = "Name", "Reihe", "Von", "Bis"
    at_least = "mindestens {amount}"
    point_of_line = "{series} bei {x}: {y}"
    span = "von {low} bis {high}"

    # Pages around the calculators.

    sources = "Quellen"
    builds_on = "Baut auf: {modules}."
    used_by = "Verwendet von: {modules}."
    defined = "Darin: {names}."
    all_modules = "Alle Module"
    corrections = "Korrekturen: {site}"
    correction = "Vorher: {was}. Jetzt: {now}. {why}"

    # Ranges, as people write them, and their results.

    range_words: tuple[str, ...] = ("bis", "to")
    range_from = "von"
    range_marks: tuple[str, ...] = (" bis ", " to ", "..", "…", "–", "—")
    range_open = "Ein Bereich hat zwei Enden; {example} ist möglich."
    range_nested = "Ein Bereich hat zwei Enden, nicht mehr; {example} ist möglich."
    range_reversed = "Das untere Ende kommt zuerst; {example} ist möglich."
    range_equal = "Beide Enden sind {value}; {value} allein ist möglich."
    range_dash = (
        "Ein Strich kann zweierlei bedeuten; {interval} ist ein 90-%-Intervall,"
        " {bounds} sind Grenzen."
    )
    range_like = (
        "Wenn {text} ein Bereich ist: {interval} ist ein 90-%-Intervall, {bounds} sind Grenzen."
    )
    range_like_words: tuple[str, ...] = ("und", "oder", "à")
    range_between = "zwischen"
    range_about: tuple[str, ...] = ("plus oder minus", "plus/minus", "plus-minus")
    range_magnitude = "{text} kann zweierlei bedeuten; {one} oder {two} ist möglich."
    range_above_zero = (
        "Ein 90-%-Intervall beginnt hier über 0; {bounds} ist möglich, nur mit Grenzen."
    )
    range_in_numbers_only = "Nur in Feldern für Zahlen kann ein Bereich stehen."

    range_spoken = "{range}, in der Mitte {middle}"
    range_interval = "{median} (90 %: {low} bis {high})"
    range_bounds = "{low} bis {high}"
    range_about_interval = (
        "Jede Eingabe mit einem Bereich wurde {count}-mal gezogen, jedes Mal dieselben Zahlen: die"
        " Ergebnisse sind Mediane mit 90-%-Intervallen."
    )
    range_about_bounds = (
        "Die Ergebnisse sind Grenzen: das kleinste und das größte an {count} Stellen der Bereiche."
    )
    range_about_mixed = "Eine Eingabe hat nur Grenzen, darum zählen von 90-%-Intervallen die Enden."
    range_middle = "Formeln, Texte, Tabellen und Abbildungen gelten für die Mitte jedes Bereichs."
    range_at_middle = "{numbers} = {result}, in der Mitte jedes Bereichs"
    range_none = "In {share} der Ziehungen gibt es kein Ergebnis: {reason}"
    range_missing = "In {share} der Ziehungen fehlt {label}: {reason}"
    range_empty = "Es bleibt leer."
    range_matters = "Was am meisten ausmacht: {result}"
    range_matters_how = "Je eine Eingabe über ihren Bereich, die anderen in der Mitte des ihren."
    range_no_effect = "keine Wirkung"
    range_input = "Eingabe"
    range_comment = "Mit der Mitte jedes Bereichs: {ranges}."

    calculators = "Die Rechner dieser Website"
    usage = "[--OPTION WERT …] [--FORMAT]"
    ranges_help = (
        "Eine Zahl kann ein Bereich sein: „20 % bis 45 %“ ist ein 90-%-Intervall, „20 %..45 %“ sind"
        " Grenzen. Die Ergebnisse sind dann Mediane mit 90-%-Intervallen oder Grenzen."
    )
    without_format = "Ohne Format ist das Ergebnis eine Tabelle zum Lesen."
    formats: Mapping[str, str] = {
        "csv": "Durch Kommas getrennte Werte: Eingaben und Ergebnisse in Grundeinheiten.",
        "json": "JSON: dasselbe, mit Einheiten, Gründen und der Version des Codes.",
        "markdown": "Eine Markdown-Tabelle.",
        "python": "Der Python-Aufruf mit demselben Ergebnis.",
        "from-json": (
            "DATEI, oder - für die Standardeingabe: die Eingaben einer Kopie als JSON. Andere"
            " Optionen ändern sie."
        ),
        "work": "Unter jedem Ergebnis seine Formel, in Worten und in Zahlen, und ihre Quelle.",
        "help": "Dieser Text.",
    }
    directions: Mapping[str, str] = {
        "solve": "Die gesuchte Eingabe, etwa --solve EINGABE --for ERGEBNIS=WERT.",
        "over": (
            "Ergebnisse entlang einer Eingabe, etwa --over EINGABE=VON..BIS;"
            " zweimal für eine Karte."
        ),
        "of": "Das Ergebnis, das Karte oder Tabelle haben; ohne diese Angabe alle.",
        "points": "Werte entlang einer Eingabe, 2 bis 1.000; auf einer Karte höchstens 50.",
        "for": "Das Ergebnis, das sie haben soll, mit seinem Wert.",
    }
    solve_needs_for = (
        "--solve und --for brauchen einander; schreiben Sie --solve EINGABE --for ERGEBNIS=WERT."
    )
    of_needs_over = "--of und --points gehören zu --over; schreiben Sie --over EINGABE."
    for_needs_value = "--for {text} hat keinen Wert; schreiben Sie --for {example}."
    number_argument, file_argument, name_argument = "ZAHL", "DATEI", "NAME"
    date_argument, text_argument, value_argument = "DATUM", "TEXT", "WERT"
    in_unit = "{label} ({unit})"
    from_to = "Von {low} bis {high}"
    a_file = "Eine Datei, oder - für das, was die Pipe liefert"
    yes_or_no = "Ja oder nein"
    a_short_text = "Ein kurzer Text"
    a_date = "Ein Datum{bounds}, zum Beispiel 2026-03-01"
    from_date, to_date = " ab {date}", " bis {date}"
    may_be_left_empty = "Darf leer bleiben: --{parameter}={nothing}."
    left_out = "{about}; ohne Angabe {start}"
    left_out_follows = "{about}; ohne Angabe wie in --{leader}"
    left_out_empty = "{about}; ohne Angabe nichts"
    more_rows = "{count} weitere Zeilen; --csv hat alle."
    unknown_calculator = "Den Rechner {name} gibt es nicht; {names} ist möglich."
    unknown_option = "{calculator} hat keine Option {option}; {options} ist möglich."
    stands_alone = "{text} steht allein; davor fehlt eine Option, zum Beispiel {example}."
    takes_no_value = "{option} hat keinen Wert; schreiben Sie nur {option}."
    needs_value = (
        "Nach {option} fehlt ein Wert; beginnt er mit einem Minus, schreiben Sie {option}=-1."
    )
    two_formats = "{one} und {other} sind zwei Formate; nur eines ist möglich."
    file_unreadable = (
        "--{parameter}: {path} ist nicht lesbar: {why}; der Name einer Datei ist möglich, oder -"
        " für das, was die Pipe liefert."
    )
    file_no_text = "--{parameter}: {path} ist kein Text in UTF-8."
    file_refused = "--{parameter}: {path} lässt sich nicht verwenden: {why}"

    # The scripts.

    scripts: Mapping[str, str] = {
        "unknown": unknown,
        "yes": yes,
        "no": no,
        "notLoaded": (
            "Die Skripte der Rechner ließen sich nicht laden; versuchen Sie es noch einmal, oder"
            " laden Sie die Seite neu."
        ),
        "noWebAssembly": (
            "Dieser Browser hat kein WebAssembly, oder es ist abgeschaltet; in einem anderen läuft"
            " Python."
        ),
        "noWorkers": (
            "Dieser Browser kennt keine Modul-Worker; in einem neueren Browser läuft Python."
        ),
        "webAssemblyRefused": (
            "Dieser Browser führt kein WebAssembly aus, das Python braucht; versuchen Sie es mit"
            " einem anderen."
        ),
        "otherVersion": (
            "Die Seite und ihre Rechner haben verschiedene Versionen; laden Sie die Seite neu."
        ),
        "stopped": (
            "Python wurde beendet, vielleicht aus Mangel an Speicher; versuchen Sie es noch einmal."
        ),
        "notStarted": "Python ist nicht gestartet; versuchen Sie es noch einmal.",
        "notStartedBecause": "Python ist nicht gestartet: {reason}.",
        "notAnswered": "Python konnte nicht antworten: {reason}.",
        "noMemory": (
            "dieser Browser hat dafür keinen Speicher; schließen Sie andere Seiten und versuchen"
            " Sie es noch einmal"
        ),
        "tooLong": (
            "Die Berechnung dauerte länger als {seconds} Sekunden und wurde beendet; versuchen Sie"
            " es mit anderen Eingaben."
        ),
        "fileStalled": "{file} kommt nicht weiter an.",
        "fileNotFetched": "{file} ließ sich nicht abrufen; ist dieses Gerät online?",
        "fileMissing": (
            "{file} fehlt ({status}); vielleicht nennt eine neue Version der Seite eine andere"
            " Datei."
        ),
        "fileNotSent": (
            "{file} wurde vom Server nicht gesendet ({status}); versuchen Sie es später noch"
            " einmal."
        ),
        "fileDamaged": (
            "{file} ist beschädigt: Es ist nicht die Datei, mit der diese Seite gebaut wurde."
        ),
        "droppedUnreadable": (
            "„{file}“ ließ sich nicht lesen; versuchen Sie es mit einer Kopie in einem anderen"
            " Ordner."
        ),
        "droppedTooLarge": "„{file}“ ist größer als ein Megabyte{hint}.",
        "droppedEmpty": "„{file}“ ist leer{hint}.",
        "droppedBinary": "„{file}“ ist kein Text{hint}.",
        "mostPinned": "Mehr lässt sich nicht merken; entfernen Sie zuerst ein Szenario.",
        "linkCopied": "Link kopiert.",
        "linkCopiedBriefly": "Link kopiert",
        "linkShown": "Der Link steht unten und lässt sich von Hand kopieren.",
        "linkToCopy": "Link zum Kopieren ",
    }

    # How German writes what is not a text.

    @override
    def number(self, text: str) -> str:
        return text.translate(_MARKS)

    @override
    def amount(self, sign: str, number: str) -> str:
        return f"{number} {sign.strip()}" if sign else number

    @override
    def unit(self, unit: str) -> str:
        return _UNITS.get(unit, unit)

    @override
    def unit_of_one(self, unit: str) -> str:
        unit = _UNITS.get(unit, unit)
        return _OF_ONE.get(unit, unit)

    @override
    def inside(self, label: str) -> str:
        return label  # a noun has a capital letter everywhere

    @override
    def of_type(self, name: str) -> str:
        return f"ein Wert vom Typ {name}"


_MARKS = str.maketrans(",.", ".,")

_UNITS = {"days": "Tage"}
"""The units of `calc.units` that are words."""

_OF_ONE = {
    "Sekunden": "Sekunde",
    "Minuten": "Minute",
    "Stunden": "Stunde",
    "Tage": "Tag",
    "Wochen": "Woche",
    "Monate": "Monat",
    "Jahre": "Jahr",
    "Personen": "Person",
    "Stücke": "Stück",
    "Tassen": "Tasse",
    "Pakete": "Paket",
    "Seiten": "Seite",
}
"""A unit that is not here has one form for all numbers, unless its style says another."""

WORDS = German()
