GRADES = [(90, "A"), (80, "B"), (70, "C")]


def calculate_grade(score: float, total_points: float) -> str:
    """The grade for `score` of `total_points`."""
    if total_points <= 0:
        raise ValueError("total_points must be positive")
    if score < 0:
        raise ValueError("score is negative")
    if score > total_points:
        raise ValueError("score is above the total")
    for start, grade in GRADES:
        if score * 100 >= start * total_points:
            return grade
    return "F"
