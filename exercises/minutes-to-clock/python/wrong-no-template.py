def minutes_to_clock(total):
    hours = total // 60
    minutes = total % 60
    return "{hours}:{minutes:02}"
