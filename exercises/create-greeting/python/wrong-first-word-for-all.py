greeters = []


def create_greeting(greeting="Hello"):
    def greet(name="everybody"):
        return f"{greeting}, {name}!"

    greeters.append(greet)
    return greeters[0]
