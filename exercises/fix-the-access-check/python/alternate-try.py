MINIMUM_AGE = 18


def may_enter(age):
    try:
        return int(age) >= MINIMUM_AGE
    except (TypeError, ValueError):
        return False
