def total_cents(price_text, quantity):
    return int(price_text) * 100 * quantity
