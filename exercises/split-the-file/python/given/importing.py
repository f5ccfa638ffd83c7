# Imports your app as a test would, and tells whether that opened a port: `python3 importing.py`.
import importlib
import socket


class _Opened(BaseException):
    pass


def opens_a_port():
    def listen(*_):
        raise _Opened

    real, socket.socket.listen = socket.socket.listen, listen
    try:
        importlib.import_module("app")
        return False
    except _Opened:
        return True
    finally:
        socket.socket.listen = real


if __name__ == "__main__":
    print(opens_a_port())
