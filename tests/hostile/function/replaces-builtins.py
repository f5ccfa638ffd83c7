# differs
import builtins
import os
import sys

builtins.isinstance = lambda *_args: True
builtins.len = lambda *_args: 0
builtins.type = lambda *_args: int
builtins.any = lambda *_args: True
builtins.print = None
builtins.Exception = KeyError
builtins.enumerate = lambda *_args: []
builtins.getattr = lambda *_args: None
builtins.callable = lambda *_args: False
os.write = None
sys.stdout = None


def double(number):
    return 0
