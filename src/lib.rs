//! The `roadmap` tutor: curriculum, checks, progress, terminal UI and command line.
