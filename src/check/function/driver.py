# Calls functions of a learner's file and writes what came of each call to a file of its own, one JSON object a line.
# Everything that it uses is taken before the learner's code runs, which may print, exit or change what is global.
# Nothing is imported that can be done without: a check shall not cost much more than the start of the interpreter.
import os
import sys
import time
import types
from builtins import *

try:
    from _json import encode_basestring_ascii as quote
except ImportError:
    from json.encoder import py_encode_basestring_ascii as quote

write, leave, number_of_process = os.write, os._exit, os.getpid
cpu, wall = time.process_time, time.perf_counter

DEEP = 30
MANY = 20000
LONG = 100000
ROUTINES = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodDescriptorType,
    types.WrapperDescriptorType,
    types.MethodWrapperType,
)


def begin():
    with open(sys.argv[1], encoding="utf-8") as handle:
        job = parse(handle.read())
    calls = enumerate(job["calls"])
    if job["port"]:
        calls = coming(job["port"])
    if job["port"] or any([call["awaits"] for call in job["calls"]]):
        global finish, pause
        finish, pause = waiter(job["port"])
    os.remove(sys.argv[1])
    results = os.open(job["results"], os.O_WRONLY | os.O_APPEND)
    try:
        os.remove(job["results"])
    except OSError:
        pass
    sys.argv[:] = [job["main"]]
    sys.path[0] = os.getcwd()
    sys.stdout.reconfigure(line_buffering=True)
    token, own, between = job["token"], number_of_process(), job["mark"].encode()

    def report(**what):
        # A child that the learner's code forked comes back here too, and has nothing to say.
        if number_of_process() != own:
            leave(0)
        write(results, written({"token": token, **what}).encode() + b"\n")

    def mark():
        try:
            sys.stdout.flush()
        except BaseException:
            pass
        try:
            write(1, between)
        except OSError:
            pass

    return job["main"], calls, report, mark


def parse(text):
    if len(text) > 100_000:
        import json

        return json.loads(text)
    # What the tutor writes as JSON is a Python expression, but for three names.
    return eval(text, {"__builtins__": {}, "true": True, "false": False, "null": None})


def coming(port):
    """Calls that come one by one, while the process lives on: one JSON object a line."""
    import socket

    handle = socket.create_connection(("127.0.0.1", port)).makefile(encoding="utf-8")
    return ((call["index"], call) for call in map(parse, handle))


def waiter(lives_on):
    import asyncio

    async def wait(awaitable):
        # What a task failed with that nobody asked.
        asyncio.get_running_loop().set_exception_handler(lambda loop, told: lost.append(told.get("exception")))
        return await awaitable

    # A connection that one call opened belongs to its loop: where calls come one by one, they share it.
    start = asyncio.Runner().run if lives_on else asyncio.run
    return lambda awaitable: start(wait(awaitable)), asyncio.sleep


def written(value):
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, (list, tuple)):
        return "[" + ",".join([written(item) for item in value]) + "]"
    if isinstance(value, dict):
        return "{" + ",".join([quote(key) + ":" + written(item) for key, item in value.items()]) + "}"
    return repr(value)


def clean(text):
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Encoder:
    """Values, with their kinds spelled out. What a class of the learner's own says about itself is not asked."""

    def __init__(self, more):
        self.left = MANY + more
        self.longest = LONG + more
        self.above = []

    def one(self, value):
        self.left -= 1
        if self.left < 0 or len(self.above) > DEEP:
            return {"t": "cut", "v": "…"}
        if value is None:
            return {"t": "null"}
        if value is True or value is False:
            return {"t": "boolean", "v": value}
        if isinstance(value, int):
            if int.bit_length(value) > 10000:
                return {"t": "other", "v": "a whole number with thousands of digits"}
            return {"t": "number", "v": int.__repr__(value)}
        if isinstance(value, float):
            return {"t": "number", "v": float.__repr__(value)}
        if isinstance(value, str):
            value = str.__str__(value)
            self.left -= len(value) // 50
            if len(value) > self.longest:
                return {"t": "cut", "v": clean(value[:50])}
            return {"t": "text", "v": clean(value)}
        if any(value is other for other in self.above):
            return {"t": "other", "v": "itself again"}
        self.above.append(value)
        try:
            return self.whole(value)
        finally:
            self.above.pop()

    def some(self, items, each):
        out = []
        for item in items:
            out.append(each(item))
            if self.left < 0:
                break
        return out

    def whole(self, value):
        kind = type(value)
        for whole, name in ((list, "list"), (tuple, "tuple"), (set, "set"), (frozenset, "set")):
            if isinstance(value, whole):
                return {"t": name, "v": self.some(whole.__iter__(value), self.one)}
        if isinstance(value, dict):
            if all([isinstance(key, str) for key in dict.keys(value)]):
                pairs = self.some(dict.items(value), lambda pair: [clean(str.__str__(pair[0])), self.one(pair[1])])
                return {"t": "record", "v": pairs}
            return {"t": "map", "v": self.some(dict.items(value), lambda pair: [self.one(pair[0]), self.one(pair[1])])}
        if isinstance(value, BaseException):
            return {"t": "other", "v": f'the {kind.__name__} "{value}", handed back instead of raised'}
        for kinds, name in (
            (type, "a class"),
            (ROUTINES, "a function"),
            (types.CoroutineType, "a coroutine"),
            (types.GeneratorType, "a generator"),
            (types.ModuleType, "a module"),
        ):
            if isinstance(value, kinds):
                return {"t": "other", "v": name}
        if isinstance(value, (map, filter, zip, range)) or hasattr(kind, "__next__"):
            return {"t": "other", "v": f"a {kind.__name__} object, which gives its values one by one"}
        fields = getattr(value, "__dict__", None)
        if isinstance(fields, dict) and kind.__module__ == "main":
            pairs = self.some(fields.items(), lambda pair: [clean(str(pair[0])), self.one(pair[1])])
            return {"t": "object", "v": {"class": kind.__name__, "fields": pairs}}
        return {"t": "other", "v": clean(f"the {kind.__name__} {value}"[:200])}


def encode(value, more=0):
    try:
        return Encoder(more).one(value)
    except BaseException:
        return {"t": "other", "v": "a value that cannot be looked at"}


def raised(error):
    try:
        line, at = None, error.__traceback__
        while at is not None:
            if at.tb_frame.f_code.co_filename == file:
                line = at.tb_lineno
            at = at.tb_next
        message = clean(str(error))
        names = [kind.__name__ for kind in type(error).__mro__ if kind is not object]
        return {"types": names, "message": message, "line": line}
    except BaseException:
        return {"types": [type(error).__name__], "message": "", "line": None}


def is_same(value, way, argument):
    try:
        for key in way:
            try:
                value = dict.__getitem__(value, key) if isinstance(value, dict) else value[key]
            except (KeyError, IndexError, TypeError):
                value = getattr(value, str(key), None)
        return value is argument
    except BaseException:
        # What cannot be looked at is told with the value itself.
        return False


# What is ours: stubs, what earlier calls of a check handed back, and numbers that JSON has no word for.
SIGN = "\2"
known, stubs, events, lost = {}, {}, [], []


def revive(value):
    if isinstance(value, list):
        return [revive(item) for item in value]
    if not isinstance(value, dict):
        return value
    if SIGN in value:
        kind, what = value[SIGN]
        return float(what) if kind == "number" else known.get(what)
    return {key: revive(item) for key, item in value.items()}


def counted(value, n):
    if value == "{n}":
        return n
    if isinstance(value, str):
        return value.replace("{n}", str(n))
    if isinstance(value, list):
        return [counted(item, n) for item in value]
    if isinstance(value, dict):
        return {key: counted(item, n) for key, item in value.items()}
    return value


def stub(name, how):
    calls = stubs[name] = []
    returns = revive(how["returns"])

    def come(n, args):
        if n <= how["fails"]:
            raise RuntimeError(counted(how["message"], n))
        return (args[0] if args else None) if how["echoes"] else counted(returns, n)

    async def later(n, args):
        events.append((name, True))
        await pause(how["later"] / 1000)
        events.append((name, False))
        return come(n, args)

    def call(*args):
        calls.append([encode(arg) for arg in args[:20]])
        if how["later"] is not None:
            return later(len(calls), args)
        events.append((name, True))
        return come(len(calls), args)

    call.__name__ = call.__qualname__ = name
    return call


def found(call):
    """What is to be called, and whether it is there."""
    if not call.get("kept"):
        return getattr(module, call["name"], None)
    value, *way = call["kept"]
    value = known.get(value)
    for name in way:
        value = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
    return value


def run(index, call):
    report(begin=index)
    mark()
    if call.get("stubs") is not None:
        for held in (known, stubs, events, lost):
            held.clear()
        known.update({name: stub(name, how) for name, how in call["stubs"].items()})
    function = found(call)
    if not callable(function):
        if call.get("kept"):
            report(case=index, uncallable=encode(function))
        else:
            names = [name for name, value in vars(module).items() if isinstance(value, types.FunctionType)]
            instead = encode(getattr(module, call["name"])) if hasattr(module, call["name"]) else None
            report(case=index, missing={"names": names, "instead": instead, "alone": False})
        mark()
        return
    args, more = [revive(arg) for arg in call["args"]], call.get("more", 0)
    given = list(args)
    began = wall() if call["awaits"] else cpu()
    came = None
    try:
        came = function(*given)
        if call["awaits"] and hasattr(came, "__await__"):
            came = finish(came)
        outcome = None
    except SystemExit as error:
        outcome = {"ended": clean(str(error))}
    except BaseException as error:
        outcome = {"raised": raised(error)}
    took = (wall() if call["awaits"] else cpu()) - began
    mark()
    if call.get("as"):
        known[call["as"]] = came
    copies = []
    if outcome is None:
        outcome = {"value": encode(came, more)}
        copies = [is_same(came, copy["into"], args[copy["arg"]]) for copy in call["copies"]]
        if type(came) is types.CoroutineType and not call.get("as"):
            came.close()
    unhandled = raised(lost[0]) if lost and lost[0] is not None else None
    watched = {"calls": stubs, "events": events[:1000], "unhandled": unhandled}
    after = [encode(arg, more) for arg in args] if call.get("keeps") else []
    report(case=index, took=took, **outcome, copies=copies, args=after, watched=watched)


main, calls, report, mark = begin()
file = os.path.abspath(main)
module = types.ModuleType("main")
module.__file__ = file
sys.modules["main"] = module
with open(file, "rb") as handle:
    code = compile(handle.read(), file, "exec")
exec(code, module.__dict__)
report(loaded=True)
for number, one in calls:
    run(number, one)
leave(0)
