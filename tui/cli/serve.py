"""The command that shows a desk in a browser: serve."""

from __future__ import annotations

from pathlib import Path

import click

from tearline.tui.cli.desk import AnyPath, open_desk
from tearline.tui.output import say


@click.command()
@click.argument("desk_path", metavar="[DESK]", type=AnyPath(), default=Path())
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port; without it, any free one.")
def serve(desk_path: Path, port: int) -> None:
    """Show a desk in a browser on this machine, until Ctrl+C.

    Prints the address to open. It holds a token that changes each time: whoever has it can do on this machine
    what the app can. Nothing is served to other machines; `ssh -L PORT:127.0.0.1:PORT` brings it to yours.

    \b
    tearline serve
    tearline serve ~/articles --port 8377
    """
    open_desk(desk_path).close()
    try:
        from tearline.tui.serving import HOST, DeskServer
    except ModuleNotFoundError as missing:
        raise click.UsageError(
            f"Showing a desk in a browser needs textual-serve ({missing}); install it with: "
            "pip install 'tearline[serve]'"
        ) from None
    try:
        server = DeskServer(desk_path, port)
    except OSError as error:
        raise click.UsageError(
            f"Port {port} of {HOST} cannot be used ({error.strerror or error}). Name another with --port."
        ) from None
    click.echo(server.address)
    say("Open this address in a browser on this machine. Ctrl+C ends it; what you did is saved.")
    server.serve()


COMMANDS = (serve,)
