function calculateGrade(score, totalPoints) {
  if (!(totalPoints > 0)) {
    return "total must be more than 0";
  }
  if (score < 0 || score > totalPoints) {
    return "score must be from 0 to the total";
  }
  const percentage = (score / totalPoints) * 100;
  if (percentage >= 90) return "A";
  if (percentage >= 80) return "B";
  if (percentage >= 70) return "C";
  return "F";
}

module.exports = { calculateGrade };
