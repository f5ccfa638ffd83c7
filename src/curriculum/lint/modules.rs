//! Names of files that hide a module of Python's standard library from every program beside them.

/// The modules of Python 3.11 that a file beside the program would stand in for.
const PYTHON: &str = "\
abc aifc argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 \
cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall concurrent \
configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib \
dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions \
ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http \
idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging \
lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt \
ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil \
platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat \
queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex \
shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl \
stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile \
telnetlib tempfile termios textwrap threading time timeit tkinter token tokenize tomllib trace traceback \
tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref \
webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo";

/// The module that a file's name hides, such as `json` for `json.py`.
pub fn shadowed(file: &str) -> Option<&str> {
    let stem = file.strip_suffix(".py")?;
    PYTHON.split(' ').any(|module| module == stem).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_named_like_a_module_hides_it() {
        assert_eq!(shadowed("json.py"), Some("json"));
        assert_eq!(shadowed("zoneinfo.py"), Some("zoneinfo"));
        assert_eq!(shadowed("abc.py"), Some("abc"));
        for fine in ["main.py", "json.js", "profile2.py", ".py", "json"] {
            assert_eq!(shadowed(fine), None, "{fine}");
        }
    }
}
