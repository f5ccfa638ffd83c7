//! Finds the known wrong answer that behaves as a submission does.
