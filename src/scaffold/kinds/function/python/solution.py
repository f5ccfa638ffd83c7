def triple(number):
    return number * 3
