import math


def parse_number(text):
    if "_" in text:  # float would read "1_000"
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return number
