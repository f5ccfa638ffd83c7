# What is left to pay, in whole cents; half a cent goes up.
# apply_discount(1000, 10) is 900, apply_discount(1, 50) is 1.
def apply_discount(price_cents, percent):
    return price_cents
