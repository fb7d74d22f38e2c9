"""A bare Typer program with as many commands as ours, that do nothing."""

from typing import Annotated

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def add(name: str) -> None:
    @app.command(name)
    def command(word: Annotated[str, typer.Argument(help="A word.")], folder: Annotated[str, typer.Option(help="A folder.")] = ".") -> None:
        """Print a word."""
        print(word, folder)


for number in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"):
    add(number)

if __name__ == "__main__":
    app()
