def calculate(left, operator, right):
    """Takes two numbers and an operator, and hands back the result. It reads nothing and prints nothing."""
    # TODO: move the calculation to this place, from main.py.
