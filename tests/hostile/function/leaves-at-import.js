// cannot-start
process.exit(0);
