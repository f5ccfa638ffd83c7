def may_enter(age):
    text = str(age).strip()
    return text.isdecimal() and text >= "18"
