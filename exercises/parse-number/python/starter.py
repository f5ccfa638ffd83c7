# Hand back the number that the text means, or None when it is not
# exactly one number: parse_number(" 7 ") is 7, parse_number("12abc") is None.
def parse_number(text):
    return text
