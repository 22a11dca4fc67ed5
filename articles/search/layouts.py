"""What was typed with the keyboard in another language: the same keys, read on another layout."""

from articles.text.arabic import fold

LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?~"
NATIVE = {
    "ar": [
        *"ضصثقفغعهخحجدشسيبلاتنمكطئءؤر", "لا", *"ىةوزظذ",
        *"ًٌَُ", "لإ", *"إ‘÷×؛<>ٍِ][", "لأ", *"أـ،/:\"~ْ}{", "لآ", *"آ’,.؟ّ",
    ],
    "fa": [*"ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو./‍", *"ًٌٍَُِّْ][}{ؤئيإأآة»«:؛كٓژٰ‌ٔء><؟÷"],
    "uk": [*"йцукенгшщзхїфівапролджєячсмитьбю.'", *"ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ,ʼ"],
}  # fmt: skip
"""What each key of ``LATIN`` writes: Arabic 101, Persian ISIRI 9147, Ukrainian."""


def _is_latin(text: str) -> bool:
    return any("a" <= letter <= "z" for letter in text.lower())


def retyped(text: str, language: str) -> list[str]:
    """Return what the keys pressed for a text write on the other layouts: the language's own, or the Latin one."""
    if _is_latin(text):
        layout = dict(zip(LATIN, NATIVE.get(language, []), strict=True)) if language in NATIVE else {}
        other = "".join(layout.get(key, key) for key in text)
        return [other] if layout and not _is_latin(other) else []
    found = []
    for keys in NATIVE.values():
        other = _pressed(text, keys)
        if _is_latin(other) and fold(other).isascii():
            found.append(other)
    return list(dict.fromkeys(found))


def _pressed(text: str, keys: list[str]) -> str:
    """The keys that write a text, the longest first: «لا» is one key."""
    layout = dict(reversed(list(zip(keys, LATIN, strict=True))))
    pairs = [written for written in layout if len(written) > 1]
    parts, place = [], 0
    while place < len(text):
        pair = next((pair for pair in pairs if text.startswith(pair, place)), text[place])
        parts.append(layout.get(pair, pair))
        place += len(pair)
    return "".join(parts)
