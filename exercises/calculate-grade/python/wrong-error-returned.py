def calculate_grade(score, total_points):
    if total_points <= 0:
        return "total must be more than 0"
    if not 0 <= score <= total_points:
        return "score must be from 0 to the total"
    percentage = score / total_points * 100
    if percentage >= 90:
        return "A"
    if percentage >= 80:
        return "B"
    if percentage >= 70:
        return "C"
    return "F"
