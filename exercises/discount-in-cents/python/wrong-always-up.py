import math


def apply_discount(price_cents, percent):
    return math.ceil(price_cents * (100 - percent) / 100)
