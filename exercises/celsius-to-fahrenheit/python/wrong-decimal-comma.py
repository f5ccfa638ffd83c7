def to_fahrenheit(celsius):
    return 1,8 * celsius + 32
