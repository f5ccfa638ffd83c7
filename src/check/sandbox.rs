//! Private folders in which submissions run.
