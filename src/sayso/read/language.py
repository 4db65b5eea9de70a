"""Which language a text is in."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Function words that English shares with no large language; in running English a fifth of all words.
_ENGLISH = frozenset(
    "the and that with for from by were which their have has been would his they who to it said are this not she"
    " but there".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH_SHARE = 0.1
_FEWEST_ENGLISH = 2
_FEWEST_WORDS = 25
# Of writing without spaces, characters are counted.
_FEWEST_CHARACTERS = 60
_SURE = 0.9
_NAMES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "bs": "Bosnian",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "ku": "Kurdish",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "ms": "Malay",
    "nb": "Norwegian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def identify(text: str) -> str | None:
    """Give the ISO 639-1 code of the language of ``text``; None where it is too short to tell.

    English is told by its function words, so that a page full of foreign names stays English
    and the model of the other languages is loaded only for a text that seems to be in one.
    """
    words = _WORD.findall(text.lower())
    english_count = sum(word in _ENGLISH for word in words)
    if english_count >= max(_FEWEST_ENGLISH, _ENGLISH_SHARE * len(words)):
        return "en"
    if len(words) < _FEWEST_WORDS and (sum(map(len, words)) < _FEWEST_CHARACTERS or text.isascii()):
        return None
    code, confidence = _identifier().classify(" ".join(words).encode("utf-8", "replace").decode())
    return code if confidence >= _SURE else None


def english_name(code: str | None) -> str:
    """Name a language in English; its code where it is a rare one."""
    return "another language" if code is None else _NAMES.get(code, f"the language {code!r} (ISO 639-1)")


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads NumPy and a model

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
