# crashed
def double(number):
    return [bytearray(10**7) for _ in range(10**5)]
