def minutes_to_clock(total):
    hours = f"{total / 60:.2f}"
    return hours.replace(".", ":")
