# Runs the tests of one file, with pytest where it is there, and writes what came of each to a file of its own.
import importlib.util
import json
import os
import sys
import unittest

results, file, only = sys.argv[1], sys.argv[2], sys.argv[3:]
sys.argv[:] = [file]
sys.path[0] = os.getcwd()
handle = open(results, "a", encoding="utf-8")


def report(name, passed, said=""):
    handle.write(json.dumps({"name": name, "passed": passed, "said": said}) + "\n")
    handle.flush()


def first_line(error):
    kind = type(error).__name__
    lines = [line for line in str(error).splitlines() if line.strip()]
    return f"{kind}: {lines[0].strip()}" if lines else kind


class Plugin:
    def pytest_runtest_logreport(self, report):
        failed_early = report.when != "call" and report.failed
        if report.skipped or (report.when != "call" and not failed_early):
            return
        name = report.nodeid.split("::", 1)[-1]
        crash = getattr(report.longrepr, "reprcrash", None)
        said = crash.message.splitlines()[0] if crash and crash.message else ""
        tell(name, report.passed, said)

    def pytest_collectreport(self, report):
        if report.failed:
            sys.stderr.write(str(report.longrepr) + "\n")


class Result(unittest.TestResult):
    def addSuccess(self, test):
        super().addSuccess(test)
        tell(name_of(test), True)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        tell(name_of(test), False, first_line(err[1]))

    addError = addFailure

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            tell(name_of(subtest), False, first_line(err[1]))


tell = report


def name_of(test):
    function = getattr(test, "_testFunc", None)
    return function.__name__ if function else test.id().split(".", 1)[-1]


def with_pytest():
    import pytest

    chosen = [f"{file}::{name}" for name in only] or [file]
    code = pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:randomly", *chosen], plugins=[Plugin()])
    return 0 if code == pytest.ExitCode.NO_TESTS_COLLECTED else int(code)


def flat(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from flat(test)
        else:
            yield test


def with_unittest():
    spec = importlib.util.spec_from_file_location("tests_of_the_learner", os.path.abspath(file))
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    suite = unittest.TestSuite(flat(unittest.defaultTestLoader.loadTestsFromModule(module)))
    for name, value in vars(module).items():
        # What pytest would find too.
        if name.startswith("test") and callable(value) and not isinstance(value, type):
            suite.addTest(unittest.FunctionTestCase(value))
    if only:
        suite = unittest.TestSuite([test for test in suite if name_of(test) in only])
    result = Result()
    suite.run(result)
    return 0 if result.wasSuccessful() else 1


code = with_pytest() if importlib.util.find_spec("pytest") else with_unittest()
sys.stdout.flush()
sys.stderr.flush()
sys.exit(code)
