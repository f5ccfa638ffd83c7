def total_cents(price_text, quantity):
    whole, _, cents = price_text.partition(".")
    return (int(whole) * 100 + int(cents or "0")) * quantity
