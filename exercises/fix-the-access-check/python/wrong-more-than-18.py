def may_enter(age):
    text = str(age).strip()
    return text.isdecimal() and int(text) > 18
