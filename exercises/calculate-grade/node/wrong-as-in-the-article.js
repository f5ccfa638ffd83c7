function calculateGrade(score, totalPoints) {
  const percentage = (score / totalPoints) * 100;
  if (percentage >= 90) return "A";
  if (percentage >= 80) return "B";
  if (percentage >= 70) return "C";
  return "F";
}

module.exports = { calculateGrade };
