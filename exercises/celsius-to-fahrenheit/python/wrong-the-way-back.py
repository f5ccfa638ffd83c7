def to_fahrenheit(celsius):
    return (celsius - 32) * 5 / 9
