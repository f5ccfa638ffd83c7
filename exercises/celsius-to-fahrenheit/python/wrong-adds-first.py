def to_fahrenheit(celsius):
    return (celsius + 32) * 9 / 5
