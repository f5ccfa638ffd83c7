def may_enter(age):
    return int(age) >= 18
