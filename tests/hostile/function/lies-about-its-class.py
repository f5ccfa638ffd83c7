# differs
class Liar:
    __class__ = int

    def __int__(self):
        return 4

    def __repr__(self):
        return "4"

    def bit_length(self):
        return 3


def double(number):
    return Liar()
