def apply_discount(price_cents, percent):
    print((price_cents * (100 - percent) + 50) // 100)
