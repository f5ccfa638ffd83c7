def may_enter(age):
    text = str(age or "").strip()
    return text and text.isdecimal() and int(text) >= 18
