import math


def total_cents(price_text, quantity):
    cents = math.ceil(float(price_text) * 100)
    return cents * quantity
