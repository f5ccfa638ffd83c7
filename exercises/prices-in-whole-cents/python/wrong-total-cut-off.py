def total_cents(price_text, quantity):
    return int(float(price_text) * 100 * quantity)
