from problem import Problem


def is_text(value):
    return isinstance(value, str) and value.strip() != ""


def refuse(**fields):
    """What is wrong with each field, or False."""
    for name, text in fields.items():
        if text:
            raise Problem(422, "a field is not right", errors={name: text})
