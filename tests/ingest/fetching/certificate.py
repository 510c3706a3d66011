"""A certificate and its key for the tests' own servers: localhost, news.example and 127.0.0.1, for a hundred years.

Made once with `openssl req -x509`; it signs itself, so only those trust it who are told to.
"""

import ssl
from pathlib import Path

KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg8qYlqlfMaAyQ+8SA
iHgqmcNswKD7MMKBiVE88fBaxyahRANCAAQmqNb0/LTQ8NJim0wRbOmBdwrqUpRE
n7RmuhBaXNc+CA91+y/nG2n7+5zvUirhON6dPPeJ8Rn2QMY7SHmFq5n8
-----END PRIVATE KEY-----
"""  # not a secret: it opens nothing but these tests
CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBtjCCAVugAwIBAgIUWH1Hv8lEEwtpHfR1JjxpX36rNHYwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPQ3Jvc3NyZWFkIHRlc3RzMCAXDTI2MTEyMjAwMDkwNloYDzIx
MjYxMDI5MDAwOTA2WjAaMRgwFgYDVQQDDA9Dcm9zc3JlYWQgdGVzdHMwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAAQmqNb0/LTQ8NJim0wRbOmBdwrqUpREn7RmuhBa
XNc+CA91+y/nG2n7+5zvUirhON6dPPeJ8Rn2QMY7SHmFq5n8o30wezAdBgNVHQ4E
FgQUMmFgZg+SFJwLK9ZMs6jYWJs3Tx0wHwYDVR0jBBgwFoAUMmFgZg+SFJwLK9ZM
s6jYWJs3Tx0wKAYDVR0RBCEwH4IJbG9jYWxob3N0ggxuZXdzLmV4YW1wbGWHBH8A
AAEwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAsMw8cubCiS4D
e5OvFjT941O7ZCSRnRNzB35H0ibmvXQCIQD8CFafzUe36vyLc8YYGrfGC5ox89dQ
oQU2xTkah/4U+g==
-----END CERTIFICATE-----
"""


def serving(folder: Path) -> ssl.SSLContext:
    """Return what a server needs; the key has to be in a file, which is put into `folder`."""
    pem = folder / "server.pem"
    pem.write_text(KEY + CERTIFICATE, encoding="ascii")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def trusting() -> ssl.SSLContext:
    """Return what a client needs that trusts this certificate."""
    return ssl.create_default_context(cadata=CERTIFICATE)
