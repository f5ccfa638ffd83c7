def triple(number):
    pass  # Your code
