// differs
exports.double = () => {
  process.stdout.write(Buffer.from([0xff, 0xfe, 0x80]));
  console.log("\x1b]52;c;aGk=\x07 \x1b[?1049h\x1b[2J \u202e \u009b31m");
  return "\x1b]0;title\x07\u202e\ud800";
};
