# The price of one item is text, such as "19.99". Hand back the total
# as a whole number of cents: total_cents("19.99", 3) is 5997.
def total_cents(price_text, quantity):
    return 0
