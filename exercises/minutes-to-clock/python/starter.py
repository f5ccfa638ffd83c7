# total is a whole number of minutes. Hand back text, hours and minutes:
# minutes_to_clock(135) is "2:15", minutes_to_clock(5) is "0:05".
def minutes_to_clock(total):
    return ""
