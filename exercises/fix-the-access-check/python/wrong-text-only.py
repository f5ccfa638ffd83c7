def may_enter(age):
    text = age.strip()
    return text.isdecimal() and int(text) >= 18
