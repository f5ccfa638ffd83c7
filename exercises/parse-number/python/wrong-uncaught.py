import math


def parse_number(text):
    if "_" in text:
        return None
    number = float(text)
    if not math.isfinite(number):
        return None
    return number
