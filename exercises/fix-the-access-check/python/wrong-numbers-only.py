def may_enter(age):
    return type(age) is int and age >= 18
