def apply_discount(price_cents, percent):
    return price_cents - round(price_cents * percent / 100)
