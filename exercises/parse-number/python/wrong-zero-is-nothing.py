import math


def parse_number(text):
    if "_" in text:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    if not number or not math.isfinite(number):
        return None
    return number
