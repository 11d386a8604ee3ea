"""The one family of errors that users meet: each is a sentence that says what is wrong and what to do next."""


class TiegraphError(Exception):
    """Base of every error a user can cause or meet. The command line prints its text and ends with `exit_code`."""

    exit_code = 1


class UsageError(TiegraphError):
    """The request itself is off: an unknown question, parameter, institution, list or file."""

    exit_code = 2
