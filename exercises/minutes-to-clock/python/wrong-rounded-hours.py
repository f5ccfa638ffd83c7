def minutes_to_clock(total):
    hours = round(total / 60)
    minutes = total % 60
    return f"{hours}:{minutes:02}"
