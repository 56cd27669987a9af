"""Telephone numbers and e-mail addresses, only real ones; a number may be spoken ("nul zes twaalf ...")."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from bot.nlu.numbers import Number
from bot.nlu.tokens import Sentences
from intake.reading import ReadFact

CONTACT = "contactgegevens"
REGION = "NL"
FEWEST_DIGITS = 9
# Nobody's address is longer (RFC 5321), and nobody gives more of them.
LONGEST_TEXT, MOST = 2_000, 4
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def facts(sentences: Sentences, numbers: Sequence[Number]) -> Iterator[ReadFact]:
    """Every valid number or address in the text."""
    text = sentences.text[:LONGEST_TEXT]
    yield from _mails(text)
    if sum(mark.isdigit() for mark in text) >= FEWEST_DIGITS:
        for number, match in zip(range(MOST), phonenumbers.PhoneNumberMatcher(text, REGION), strict=False):
            if number < MOST:
                yield ReadFact(CONTACT, match.raw_string, match.raw_string, match.start, match.end)
    else:
        yield from _spoken(sentences, numbers)


def _mails(text: str) -> Iterator[ReadFact]:
    if "@" not in text:
        return
    for found in islice(_MAIL.finditer(text), MOST):
        address = found[0].rstrip(".-")
        try:
            validate_email(address, check_deliverability=False, test_environment=True)
        except EmailNotValidError:
            continue
        yield ReadFact(CONTACT, address, address, found.start(), found.start() + len(address))


def _spoken(sentences: Sentences, numbers: Sequence[Number]) -> Iterator[ReadFact]:
    """Numbers in words right behind each other that together are a telephone number."""
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1].start - pair[0]):
        row = [number for _, number in group]
        digits = "".join(str(int(number.value)) for number in row)
        if FEWEST_DIGITS < len(digits) < 14 and _valid(digits):
            quote, start, end = sentences.quote(row[0].start, row[-1].end - 1)
            yield ReadFact(CONTACT, digits, quote, start, end)


def _valid(digits: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, REGION))
    except phonenumbers.NumberParseException:
        return False
