def minutes_to_clock(total):
    hours = total // 60
    minutes = total % 60
    return f"{hours}:{minutes.zfill(2)}"
