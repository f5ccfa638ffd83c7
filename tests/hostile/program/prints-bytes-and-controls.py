# differs
import sys

sys.stdout.buffer.write(b"Hi Ada\n\xff\xfe\x80 \x1b]52;c;aGk=\x07 \x1b[?1049h\x1b[2J \xe2\x80\xae \x9b31m\n")
sys.stderr.write("\x1b[?1049h\x1b]52;c;aGk=\x07\u202e")
