# crashed: the input has ended
def double(number):
    return int(input()) * 2
