def triple(number):
    print(number * 3)
