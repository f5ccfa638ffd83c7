def shipping(cents):
    return 0 if cents >= 5000 else 490
