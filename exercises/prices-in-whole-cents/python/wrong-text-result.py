def total_cents(price_text, quantity):
    return f"{float(price_text) * quantity * 100:.0f}"
