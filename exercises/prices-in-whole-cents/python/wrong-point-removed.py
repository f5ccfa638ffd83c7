def total_cents(price_text, quantity):
    return int(price_text.replace(".", "")) * quantity
