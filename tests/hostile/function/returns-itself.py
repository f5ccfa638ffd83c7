# differs
def double(number):
    value = [{}]
    value[0]["again"] = value
    return value
