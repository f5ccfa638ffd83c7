def may_enter(age):
    text = str(age).strip()
    return text.isdecimal() or int(text) >= 18
