def create_greeting(greeting="Hello"):
    text = None

    def greet(name="everybody"):
        nonlocal text
        if text is None:
            text = f"{greeting}, {name}!"
        return text

    return greet
