FREEZING = 32
DEGREES_PER_CELSIUS = 9 / 5


def to_fahrenheit(celsius: float) -> float:
    """Convert a temperature."""
    scaled = celsius * DEGREES_PER_CELSIUS
    return scaled + FREEZING
