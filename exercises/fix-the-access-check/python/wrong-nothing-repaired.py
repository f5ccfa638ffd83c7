def may_enter(age):
    return str(age) > "18"
