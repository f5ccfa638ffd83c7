from errors import Invalid


def whole(text):
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise Invalid("an id is a whole number")
