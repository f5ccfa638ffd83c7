# differs
import sys

sys.stderr.write('Traceback (most recent call last):\n  File "main.py", line 99999999999, in <module>\n\x1b[2J: x\n')
