def calculate_grade(score, total_points):
    if total_points <= 0:
        raise ValueError()
    if not 0 <= score <= total_points:
        raise ValueError()
    percentage = score / total_points * 100
    if percentage >= 90:
        return "A"
    if percentage >= 80:
        return "B"
    if percentage >= 70:
        return "C"
    return "F"
