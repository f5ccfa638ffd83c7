import threading
import unittest
import urllib.request
from http.server import ThreadingHTTPServer

from server import Chat


class Health(unittest.TestCase):
    def test_it_says_that_it_is_healthy(self):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Chat)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/health") as answer:
            self.assertEqual(answer.status, 200)
        server.shutdown()
        server.server_close()
