const GRADES = [
  [90, "A"],
  [80, "B"],
  [70, "C"],
];

module.exports.calculateGrade = (score, totalPoints) => {
  if (totalPoints <= 0) throw new RangeError("total_points must be positive");
  if (score < 0) throw new RangeError("score is negative");
  if (score > totalPoints) throw new RangeError("score is above the total");
  for (const [from, grade] of GRADES) {
    if (score * 100 >= from * totalPoints) return grade;
  }
  return "F";
};
