import math


def apply_discount(price_cents, percent):
    exact = price_cents * (100 - percent) / 100
    return math.floor(exact + 0.5)
