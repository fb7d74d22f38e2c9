"""`python -m shpdocs` is the command `shpdocs`."""

from shpdocs.cli.app import main

if __name__ == "__main__":
    main()
