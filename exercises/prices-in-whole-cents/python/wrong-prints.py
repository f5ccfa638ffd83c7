def total_cents(price_text, quantity):
    cents = round(float(price_text) * 100)
    print(cents * quantity)
