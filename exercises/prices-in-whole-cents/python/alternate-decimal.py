from decimal import Decimal


def total_cents(price_text, quantity):
    return int(Decimal(price_text) * 100) * quantity
