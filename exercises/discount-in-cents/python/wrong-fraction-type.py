def apply_discount(price_cents, percent):
    return (price_cents * (100 - percent) + 50) / 100 // 1
