"""A mail server for tests, just large enough for one conversation after the other."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import BinaryIO, cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.people import NOON


@dataclass
class MailServer:
    """What it heard, and what it answers.

    Attributes:
        answers: in place of a friendly answer, by the first word heard.
        heard: the first word of every sentence.
        taken: the mails.
        certificate: of the server, to be trusted; None where it speaks plainly.
    """

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    taken: list[EmailMessage] = field(default_factory=list)
    certificate: Path | None = None
    implicit: bool = False

    def trusting(self) -> ssl.SSLContext:
        """A context that believes this server."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def serve(self, listener: socket.socket) -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            # A client that does not trust us hangs up.
            with line, suppress(OSError):
                line.settimeout(5)
                self._converse(line)

    def _converse(self, line: socket.socket) -> None:
        if not self.implicit and not self._talk(line, "220 mail.example"):
            return
        with self._encrypted(line) as sealed:
            self._talk(sealed, "220 mail.example" if self.implicit else "")

    def _talk(self, line: socket.socket, greeting: str) -> bool:
        """Answer until the client has enough; True where it asks to go on encrypted."""
        with line.makefile("rwb", buffering=0) as speech:
            file = cast("BinaryIO", speech)
            if greeting:
                self._say(file, greeting)
            while sentence := file.readline():
                word = sentence.split()[0].decode().upper()
                self.heard.append(word)
                if word in self.answers:
                    self._say(file, self.answers[word])
                elif word == "STARTTLS":
                    self._say(file, "220 go ahead")
                    return True
                else:
                    self._answer(file, word, sentence)
                if word == "QUIT":
                    break
        return False

    def _answer(self, file: BinaryIO, word: str, sentence: bytes) -> None:
        if word == "EHLO":
            self._say(file, "250-mail.example\r\n250-STARTTLS\r\n250 AUTH PLAIN")
        elif word == "AUTH":
            self._say(file, "235 welcome")
        elif word == "RCPT":
            self.to.append(sentence.decode().partition("<")[2].partition(">")[0])
            self._say(file, "250 fine")
        elif word == "DATA":
            self._say(file, "354 go on")
            body = b"".join(iter(file.readline, b".\r\n"))
            self.taken.append(message_from_bytes(body, policy=default))
            self._say(file, "250 taken")
        else:
            self._say(file, "221 bye" if word == "QUIT" else "250 fine")

    def _encrypted(self, line: socket.socket) -> ssl.SSLSocket:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(str(self.certificate))
        return context.wrap_socket(line, server_side=True)

    @staticmethod
    def _say(file: BinaryIO, sentence: str) -> None:
        file.write(sentence.encode() + b"\r\n")


@contextmanager
def serving(server: MailServer) -> Iterator[MailServer]:
    """Listen on a free port until the block is left."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]
        thread = threading.Thread(target=server.serve, args=(listener,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)


def certificate(folder: Path) -> Path:
    """Write a key with a certificate that nobody knows, for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail.example")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    # Certificates are believed by the real clock.
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOON - timedelta(days=365))
        .not_valid_after(NOON + timedelta(days=36_500))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / "server.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path
