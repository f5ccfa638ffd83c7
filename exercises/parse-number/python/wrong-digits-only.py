def parse_number(text):
    if text.strip().isdecimal():
        return int(text)
    return None
