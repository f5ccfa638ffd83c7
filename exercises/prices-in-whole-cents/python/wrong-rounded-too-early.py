def total_cents(price_text, quantity):
    price = round(float(price_text))
    return price * 100 * quantity
