def total_cents(price_text, quantity):
    whole, _, fraction = price_text.partition(".")
    return (int(whole) * 100 + int(fraction.ljust(2, "0"))) * quantity
