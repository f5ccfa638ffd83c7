def total_cents(price_text, quantity):
    return float(price_text) * quantity
