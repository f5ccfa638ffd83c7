# crashed
class Odd(BaseException):
    def __str__(self):
        raise Odd

    __repr__ = __str__


def double(number):
    raise Odd
