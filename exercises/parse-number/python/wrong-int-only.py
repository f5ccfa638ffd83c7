def parse_number(text):
    if "_" in text:
        return None
    try:
        return int(text)
    except ValueError:
        return None
