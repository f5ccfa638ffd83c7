def minutes_to_clock(total):
    hours = total // 60
    minutes = total % 60
    print(f"{hours}:{minutes:02}")
