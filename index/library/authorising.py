"""What lets a feed in: split off from its address, kept apart, handed to the fetcher."""

from index.ingest.fetching import Authorisation, split_credentials
from index.models.feeds import Credentials


def authorisation(credentials: Credentials | None) -> Authorisation | None:
    """Return credentials as the fetcher wants them."""
    if credentials is None:
        return None
    return Authorisation(
        user=credentials.user,
        password=credentials.password,
        headers=credentials.headers,
        cookie=credentials.cookie,
        user_agent=credentials.user_agent,
    )


def apart(url: str, given: Credentials | None) -> tuple[str, Credentials | None]:
    """Return an address without user name and password, and these with what else was `given`."""
    bare, found = split_credentials(url.strip())
    if found is None:
        return bare, given
    given = given or Credentials()
    return bare, given.model_copy(
        update={"user": given.user or found.user, "password": given.password or found.password}
    )
