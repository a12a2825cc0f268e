//! Runs the program.
