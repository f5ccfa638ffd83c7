def create_greeting(greeting="Hello", name="everybody"):
    return f"{greeting}, {name}!"
