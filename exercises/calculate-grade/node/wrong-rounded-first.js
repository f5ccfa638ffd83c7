function calculateGrade(score, totalPoints) {
  if (!(totalPoints > 0)) {
    throw new RangeError(`total must be more than 0: ${totalPoints}`);
  }
  if (score < 0 || score > totalPoints) {
    throw new RangeError(`score must be from 0 to ${totalPoints}: ${score}`);
  }
  const percentage = Math.round((score / totalPoints) * 100);
  if (percentage >= 90) return "A";
  if (percentage >= 80) return "B";
  if (percentage >= 70) return "C";
  return "F";
}

module.exports = { calculateGrade };
