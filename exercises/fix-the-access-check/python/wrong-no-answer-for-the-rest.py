def may_enter(age):
    text = str(age).strip()
    if text.isdecimal():
        return int(text) >= 18
