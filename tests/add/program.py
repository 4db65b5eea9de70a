"""``sayso`` as it is, but with the quick reader: what the tests interrupt and kill."""

from __future__ import annotations

if __name__ == "__main__":
    # Workers import this file too, and need none of it.
    import os
    import resource

    import quick_reader  # type: ignore[import-not-found]  # beside this program

    import sayso.add
    from sayso.cli import main

    sayso.add.prepared = quick_reader.prepared  # type: ignore[attr-defined]  # what the workers prepare
    if largest := os.environ.get("LARGEST_FILE"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
    main()
