def parse_number(text):
    trimmed = text.strip()
    digits = trimmed.lstrip("+-").replace(".", "", 1)
    if not digits.isdecimal():
        return None
    try:
        return float(trimmed)
    except ValueError:
        return None
