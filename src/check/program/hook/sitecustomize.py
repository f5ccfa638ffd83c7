# Loaded before a learner's program: sees each step by which it changes a file of its folder. It ends the program in the
# middle of one of them, or lets several programs meet before their first.
import atexit
import builtins
import io
import json
import os
import signal
import sys
import time

job = json.loads(os.environ.pop("ROADMAP_HOOK"))
os.environ.pop("PYTHONPATH", None)
sys.path[:] = [place for place in sys.path if place != os.path.dirname(__file__)]

ROOT = os.path.realpath(job["root"]) + os.sep
own = {name: getattr(os, name) for name in ("open", "write", "rename", "replace", "remove", "unlink", "mkdir", "link", "truncate", "ftruncate")}
plain_open, listdir, kill = io.open, os.listdir, os.kill
files = set()
steps = 0


def ours(target):
    if isinstance(target, int):
        return target in files
    try:
        name = os.fsdecode(target)
        return (os.path.realpath(os.path.dirname(os.path.abspath(name))) + os.sep).startswith(ROOT)
    except (TypeError, ValueError):
        return False


def die():
    kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    while True:
        pass


def arrive(place, number=job.get("number")):
    own["open"](os.path.join(job["folder"], f"{place}-{number}"), os.O_CREAT | os.O_WRONLY)


def meet(place):
    """Waits until all programs have come to this place. One of them may be waiting for this one: who has waited in vain
    lets all others go."""
    arrive(place)
    until = time.monotonic() + job["milliseconds"][place] / 1000
    while sum(name.startswith(place) for name in listdir(job["folder"])) < job["of"]:
        if time.monotonic() > until:
            for number in range(job["of"]):
                arrive(place, number)
        time.sleep(0.002)


def step(half):
    """Before each step; `half` does as much of it as may have been done when the power fails."""
    global steps
    steps += 1
    if job.get("of") and steps == 1:
        meet("step")
    if job.get("stop") == steps:
        try:
            half()
        finally:
            die()


class Raw(io.FileIO):
    def write(self, data):
        data = memoryview(data).cast("B")
        step(lambda: own["write"](self.fileno(), data[: len(data) // 2]))
        return super().write(data)

    def truncate(self, size=None):
        size = self.tell() if size is None else size
        step(lambda: own["ftruncate"](self.fileno(), size))
        return super().truncate(size)


def opened(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if not isinstance(mode, str) or not set(mode) & set("wax+") or not ours(file):
        return plain_open(file, mode, buffering, encoding, errors, newline, closefd, opener)
    bare = mode.replace("b", "").replace("t", "")
    if not isinstance(file, int):
        if opener is None:
            step(lambda: io.FileIO(file, bare))
    raw = Raw(file, bare, closefd, opener)
    try:
        if buffering == 0:
            if "b" not in mode:
                raise ValueError("can't have unbuffered text I/O")
            return raw
        size = buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE
        kind = io.BufferedRandom if "+" in mode else io.BufferedWriter
        buffer = kind(raw, size)
        if "b" in mode:
            return buffer
        text = io.TextIOWrapper(buffer, encoding, errors, newline, buffering == 1)
        text.mode = mode
        return text
    except BaseException:
        raw.close()
        raise


def os_open(path, flags, mode=0o777, *, dir_fd=None):
    writes = flags & (os.O_WRONLY | os.O_RDWR) and ours(path)
    if writes:
        step(lambda: own["open"](path, flags, mode, dir_fd=dir_fd))
    file = own["open"](path, flags, mode, dir_fd=dir_fd)
    if writes:
        files.add(file)
    return file


def os_write(file, data):
    if file in files:
        step(lambda: own["write"](file, bytes(data)[: len(data) // 2]))
    return own["write"](file, data)


def way(name, is_ours):
    def call(*args, **more):
        if is_ours(*args):
            step(lambda: own[name](*args, **more))
        return own[name](*args, **more)

    call.__name__ = name
    setattr(os, name, call)


for name in ("rename", "replace", "link"):
    way(name, lambda source, target, *rest: ours(source) or ours(target))
for name in ("remove", "unlink", "mkdir", "truncate", "ftruncate"):
    way(name, lambda target, *rest: ours(target))
os.open, os.write = os_open, os_write
builtins.open = io.open = opened
if job.get("of"):
    atexit.register(arrive, "step")
    # What each runtime takes to start is no time that the program waits.
    meet("start")
