# differs
import sys


def double(number):
    sys.stdout.buffer.write(b"\xff\xfe\x80 \x1b]52;c;aGk=\x07 \x1b[?1049h\x1b[2J \xe2\x80\xae \x9b31m\n")
    return "\x1b]0;title\x07\u202e\ud800"
