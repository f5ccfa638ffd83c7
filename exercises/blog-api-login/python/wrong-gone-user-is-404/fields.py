from problem import Problem


def is_text(value):
    return isinstance(value, str) and value.strip() != ""


def refuse(**fields):
    """What is wrong with each field, or False."""
    errors = {name: text for name, text in fields.items() if text}
    if errors:
        raise Problem(422, "some fields are not right", errors=errors)
