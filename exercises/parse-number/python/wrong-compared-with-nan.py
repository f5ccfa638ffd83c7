def parse_number(text):
    if "_" in text:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    if number == float("nan") or number == float("inf"):
        return None
    return number
