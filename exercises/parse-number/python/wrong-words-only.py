def parse_number(text):
    if text.strip() in ("Infinity", "-Infinity", "NaN") or "_" in text:
        return None
    try:
        return float(text)
    except ValueError:
        return None
