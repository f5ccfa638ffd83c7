def total_cents(price_text, quantity):
    return price_text * quantity
