def shipping(cents):
    return 0
