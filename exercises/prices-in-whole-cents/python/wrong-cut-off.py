def total_cents(price_text, quantity):
    cents = int(float(price_text) * 100)
    return cents * quantity
