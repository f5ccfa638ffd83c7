# Seven of these lines make the program; two do not belong.
#
#  1   else:
#  2       print("usage: python3 main.py WORD")
#  3       sys.exit(2)
#  4   words = sys.argv[1:]  # the arguments, without the file
#  5       print(words[0].upper())
#  6   import sys
#  7   if len(words) == 1:
#  8       sys.exit(0)
#  9       print("usage: python3 main.py WORD", file=sys.stderr)
#
# Copy the right ones below this remark, in order and without the numbers.
