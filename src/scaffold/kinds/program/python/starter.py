name = input()

# Your code
