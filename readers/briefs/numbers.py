"""Numbers as they are spoken, in French and in English."""

FRENCH_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    " dix-sept dix-huit dix-neuf"
)
FRENCH_DECADES = "- dix vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt"
ENGLISH_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
ENGLISH_DECADES = "- ten twenty thirty forty fifty sixty seventy eighty ninety"
FRENCH, FRENCH_TENS = FRENCH_UNITS.split(), FRENCH_DECADES.split()
ENGLISH, ENGLISH_TENS = ENGLISH_UNITS.split(), ENGLISH_DECADES.split()
ENGLISH_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"}
ENGLISH_ORDINALS |= {"nine": "ninth", "twelve": "twelfth"}
SCALES = [(10**9, "milliard", "billion"), (10**6, "million", "million"), (10**3, "mille", "thousand")]
LARGEST = 10**12 - 1


def cardinal(number: int, language: str) -> str:
    """« deux mille vingt-cinq », “two thousand and twenty-five”; beyond the largest, its digits."""
    if not 0 <= number <= LARGEST:
        return " ".join(cardinal(int(digit), language) for digit in str(abs(number)))
    return french(number) if language == "fr" else english(number)


def ordinal(number: int, language: str, *, feminine: bool = False) -> str:
    """« deuxième », “second”; « première » only where it is said to be feminine."""
    if language != "fr":
        return english_ordinal(number)
    if number == 1:
        return "première" if feminine else "premier"
    word = french(number)
    if word.endswith(("vingts", "cents", "millions", "milliards")):
        word = word.removesuffix("s")
    for end, ending in (("cinq", "cinquième"), ("neuf", "neuvième"), ("e", "ième")):
        if word.endswith(end):
            return word.removesuffix(end) + ending
    return word + "ième"


def year(number: int, language: str) -> str:
    """« deux mille vingt-cinq », “twenty twenty-five”."""
    century, rest = divmod(number, 100)
    if language == "fr" or not 1000 <= number < 10_000 or number % 1000 < 10:
        return cardinal(number, language)
    if rest == 0:
        return f"{english(century)} hundred"
    return f"{english(century)} {'oh ' if rest < 10 else ''}{english(rest)}"


def french(number: int) -> str:
    for scale, name, _english in SCALES:
        if number >= scale:
            count, rest = divmod(number, scale)
            plural = "s" if count > 1 and name != "mille" else ""
            head = name if count == 1 and name == "mille" else f"{french_before(count, name)} {name}{plural}"
            return f"{head} {french(rest)}" if rest else head
    if number >= 100:
        count, rest = divmod(number, 100)
        head = "cent" if count == 1 else f"{FRENCH[count]} cent"
        return f"{head} {french(rest)}" if rest else head + "s" * (count > 1)
    return french_below_hundred(number)


def french_before(count: int, name: str) -> str:
    """« quatre-vingts millions », but « quatre-vingt mille »."""
    words = french(count)
    return words.removesuffix("s") if name == "mille" and count % 100 in (0, 80) and count > 1 else words


def french_below_hundred(number: int) -> str:
    if number < 20:
        return FRENCH[number]
    tens, unit = divmod(number, 10)
    if tens in (7, 9):
        unit += 10
    if unit == 0:
        return FRENCH_TENS[tens] + "s" * (tens == 8)
    joined = " et " if unit in (1, 11) and tens < 8 else "-"
    return f"{FRENCH_TENS[tens]}{joined}{FRENCH[unit]}"


def english(number: int) -> str:
    for scale, _french, name in SCALES:
        if number >= scale:
            count, rest = divmod(number, scale)
            joined = " and " if 0 < rest < 100 else " "
            return f"{english(count)} {name}{joined + english(rest) if rest else ''}"
    if number >= 100:
        count, rest = divmod(number, 100)
        return f"{ENGLISH[count]} hundred{' and ' + english(rest) if rest else ''}"
    if number < 20:
        return ENGLISH[number]
    tens, unit = divmod(number, 10)
    return f"{ENGLISH_TENS[tens]}{'-' + ENGLISH[unit] if unit else ''}"


def english_ordinal(number: int) -> str:
    words = english(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    if last in ENGLISH_ORDINALS:
        return head + ENGLISH_ORDINALS[last]
    return head + (last[:-1] + "ieth" if last.endswith("y") else last + "th")
