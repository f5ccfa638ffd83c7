def parse_number(text):
    try:
        return float(text)
    except ValueError:
        return None
