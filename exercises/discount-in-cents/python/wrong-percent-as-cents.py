def apply_discount(price_cents, percent):
    return price_cents - percent
