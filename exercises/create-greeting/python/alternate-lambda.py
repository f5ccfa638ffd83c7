def create_greeting(greeting=None):
    word = "Hello" if greeting is None else greeting
    return lambda name="everybody": word + ", " + name + "!"
