import math


def apply_discount(price_cents, percent):
    return math.floor(price_cents * (1 - percent / 100) + 0.5)
