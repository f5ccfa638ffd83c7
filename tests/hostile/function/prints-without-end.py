# timed-out
def double(number):
    while True:
        print("x" * 2**20)
