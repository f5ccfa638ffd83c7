def minutes_to_clock(total: int) -> str:
    """A length of time in hours and minutes."""
    hours, minutes = divmod(total, 60)
    return str(hours) + ":" + str(minutes).zfill(2)
