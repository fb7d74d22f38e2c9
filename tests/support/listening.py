"""What shows that a program fetched something: a socket that listens, and marked files on the disk."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from tests.support.house_styles import PNG

MARK = "MARKED-LOCAL-FILE"


@dataclass
class Lure:
    """Addresses that a program may follow, and what came of that: `calls` holds the first bytes of each connection."""

    port: int
    folder: Path
    calls: list[bytes] = field(default_factory=list)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Addresses of the network, by number and by name, and of marked files on this computer."""
        picture, text = self.folder / "marked.png", self.folder / "marked.txt"
        return (
            f"http://127.0.0.1:{self.port}/a.png",
            picture.as_uri(),
            f"http://{socket.gethostname()}:{self.port}/b.png",
            text.as_uri(),
            str(text),
            f"\\\\127.0.0.1@{self.port}\\DavWWWRoot\\c.png",
            f"vnd.sun.star.webdav://127.0.0.1:{self.port}/d.png",
            f"ftp://127.0.0.1:{self.port}/e.png",
        )


@contextmanager
def lure(folder: Path) -> Iterator[Lure]:
    """Listen, and put the marked files into a folder."""
    (folder / "marked.png").write_bytes(PNG)
    (folder / "marked.txt").write_text(MARK, encoding="utf-8")
    with socket.create_server(("0.0.0.0", 0)) as server:
        set_out = Lure(server.getsockname()[1], folder)
        thread = Thread(target=_answer, args=(server, set_out.calls), daemon=True)
        thread.start()
        yield set_out
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def _answer(server: socket.socket, calls: list[bytes]) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            connection.settimeout(5)
            try:
                calls.append(connection.recv(200))
                connection.sendall(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            except OSError:
                calls.append(b"")
