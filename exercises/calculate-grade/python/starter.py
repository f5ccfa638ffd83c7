# Hand back "A", "B", "C" or "F"; raise a ValueError for what makes no sense.
def calculate_grade(score, total_points):
    return ""
