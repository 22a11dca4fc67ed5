"""Digits in the three systems a newsroom meets: 0-9, Arabic-Indic and Persian."""

from decimal import Decimal

SYSTEMS = {"latn": "0123456789", "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}
SEPARATORS = {"latn": (",", "."), "arab": ("٬", "٫"), "arabext": ("٬", "٫")}

_TO_ASCII = str.maketrans(SYSTEMS["arab"] + SYSTEMS["arabext"], SYSTEMS["latn"] * 2)
_FROM_ASCII = {system: str.maketrans(SYSTEMS["latn"], digits) for system, digits in SYSTEMS.items()}


def to_ascii(text: str) -> str:
    """Write Arabic-Indic and Persian digits as 0-9 and leave everything else alone."""
    return text.translate(_TO_ASCII)


def localise(text: str, system: str) -> str:
    """Write every digit of a plain text in one system: "latn", "arab" or "arabext".

    Raises ValueError for any other system. Not for HTML, whose entities and attributes hold digits too.
    """
    return to_ascii(text).translate(_FROM_ASCII[known_system(system)])


def format_number(number: float | Decimal, digits: str = "latn") -> str:
    """A number with its thousands grouped and the separators of its digits: 1,234.5 or ١٬٢٣٤٫٥."""
    thousands, point = SEPARATORS[known_system(digits)]
    separators = str.maketrans({",": thousands, ".": point})
    return localise(f"{number:,}".translate(separators), digits)


def known_system(system: str) -> str:
    """The system itself; ValueError when there is none of that name."""
    if system not in SYSTEMS:
        raise ValueError(f"Unknown digits {system!r}: use one of {', '.join(SYSTEMS)}")
    return system
