// timed-out
for (;;) {}
