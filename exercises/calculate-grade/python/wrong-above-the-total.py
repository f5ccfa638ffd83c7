def calculate_grade(score, total_points):
    if total_points <= 0:
        raise ValueError(f"total must be more than 0: {total_points}")
    if score < 0:
        raise ValueError(f"score must be from 0 to {total_points}: {score}")
    percentage = score / total_points * 100
    if percentage >= 90:
        return "A"
    if percentage >= 80:
        return "B"
    if percentage >= 70:
        return "C"
    return "F"
