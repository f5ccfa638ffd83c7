def apply_discount(price_cents, percent):
    return f"{price_cents * (100 - percent) / 100 + 0.001:.0f}"
