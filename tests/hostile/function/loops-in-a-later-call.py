# timed-out
def double(number):
    while number == 5:
        pass
    return number * 2
