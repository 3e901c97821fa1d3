"""The process of the `assistant` command, or `python -m assistant`: its start and its end."""

from __future__ import annotations

import atexit
import gc
import os
import sys


def run() -> None:
    """Be the `assistant` command."""
    codes: list[int] = []
    # Registered first, so that it is called last.
    atexit.register(_leave, codes)
    # numpy would start a thread a core for matrices larger than any here, which takes as long as
    # the question does.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What is imported stays; looking through it for garbage again and again costs a twentieth of
    # the start. Turned on again when the work begins.
    gc.disable()
    # Imported only now, as is all that is not built in, since it is most of what there is to look
    # through.
    from assistant.cli import main
    from assistant.terminal import replace_shut_stderr, use_utf8

    replace_shut_stderr()
    use_utf8()
    codes.append(main(sys.argv[1:]))
    sys.exit(codes[0])


def _leave(codes: list[int]) -> None:
    """End the process, where it came to an exit code, when all else is done.

    Python would free object after object first, which takes a tenth of the time of a question;
    the system frees their memory at once.
    """
    # What can't be written is for Python to complain about.
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return
    if codes:
        os._exit(codes[0])


if __name__ == "__main__":
    run()
