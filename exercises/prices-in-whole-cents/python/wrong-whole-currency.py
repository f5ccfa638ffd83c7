def total_cents(price_text, quantity):
    return round(float(price_text) * quantity)
