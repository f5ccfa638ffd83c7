import math
import re

NUMBER = re.compile(r"[+-]?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)


def parse_number(text: str):
    trimmed = text.strip()
    if NUMBER.fullmatch(trimmed) is None:
        return None
    number = float(trimmed)
    return number if math.isfinite(number) else None
