# differs
def double(number):
    return "x" * 10**8 if number == 2 else list(range(10**6))
