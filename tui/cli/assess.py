"""Commands for what the analyst makes of it: grades, links, evidence, the bottom line, open questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from tearline.tui.cli.desk import desk_option, json_option
from tearline.tui.curating import Work, brief_argument, complete_id, no_board, tell, unless_there, work_on

if TYPE_CHECKING:
    from tearline.briefs.curation.assessing import StatementKind

_RELATIONS = ("corroborates", "restates", "updates", "qualifies", "contradicts")


@click.command()
@brief_argument
@click.argument("what", metavar="SOURCE|CLAIM", shell_complete=complete_id)
@click.argument("grade", type=click.Choice([*"ABCDEF", *"123456", "none"], case_sensitive=False))
@click.option("--by", metavar="WHO", help="Who says so, of a source.")
@click.option("--why", metavar="TEXT", help="Why, of a source.")
@desk_option
@json_option
def grade(
    brief: str, what: str, grade: str, by: str | None, why: str | None, desk_path: Path, as_json: bool
) -> None:
    """Grade a source A to F for reliability, or a claim 1 to 6 for credibility, by the Admiralty code.

    A reliable … E not, F can't be judged; 1 confirmed by others … 5 improbable, 6 can't be judged. A source
    goes by its key or its article's path; `none` takes a grade away.

    \b
    tearline grade morning newsweek-94c8 B --why "named correspondent" --by "J. Marl"
    tearline grade morning c-7q2mzz 3
    """
    from tearline.briefs.curation.assessing import grade_claim, grade_source
    from tearline.briefs.document.brief_items import item_of

    of_claim = grade.isdecimal()
    if of_claim and (by or why):
        raise click.UsageError(
            "--by and --why go with the grade of a source; a claim's reasons are its links."
        )

    def give(work: Work) -> str:
        if of_claim:
            grade_claim(work.file, work.board, what, int(grade))
        elif grade.lower() == "none" and item_of(work.file.brief, what) is not None:
            grade_claim(work.file, work.board, what, None)
        else:
            letter: Any = None if grade.lower() == "none" else grade.upper()
            return grade_source(work.file, work.board, what, letter, by=by, why=why)
        return what

    path, graded = work_on(desk_path, brief, give, needs_board=unless_there(what))
    tell(path, f"{graded} graded {grade}", [graded], as_json=as_json)


@click.command()
@brief_argument
@click.argument("claim", shell_complete=complete_id)
@click.argument(
    "kind", metavar="corroborates|restates|updates|qualifies|contradicts", type=click.Choice(_RELATIONS)
)
@click.argument("to", metavar="CLAIM", shell_complete=complete_id)
@click.option("--independent/--dependent", default=None, help="Whether the two rest on different origins.")
@click.option("--why", metavar="TEXT", help="What shows it.")
@desk_option
@json_option
def link(
    brief: str,
    claim: str,
    kind: Any,
    to: str,
    independent: bool | None,
    why: str | None,
    desk_path: Path,
    as_json: bool,
) -> None:
    """Say how one claim bears on another; a second link of the same two takes the place of the first.

    \b
    tearline link morning c-7q2mzz corroborates c-k3fd22 --independent --why "two witnesses"
    """
    from tearline.briefs.curation import assessing

    path, _ = work_on(
        desk_path,
        brief,
        lambda work: assessing.link(work.file, work.board, claim, kind, to, independent=independent, why=why),
        needs_board=unless_there(claim, to),
    )
    tell(path, f"{claim} {kind} {to}", [claim, to], as_json=as_json)


@click.command()
@brief_argument
@click.argument("claim", shell_complete=complete_id)
@click.argument("to", metavar="CLAIM", shell_complete=complete_id)
@desk_option
@json_option
def unlink(brief: str, claim: str, to: str, desk_path: Path, as_json: bool) -> None:
    """Take out the link between two claims.

    \b
    tearline unlink morning c-7q2mzz c-k3fd22
    """
    from tearline.briefs.curation import assessing

    path, _ = work_on(
        desk_path, brief, lambda work: assessing.unlink(work.file, claim, to), needs_board=no_board
    )
    tell(path, f"{claim} and {to} are no longer linked", [claim, to], as_json=as_json)


@click.command()
@brief_argument
@click.argument("item", metavar="ID", shell_complete=complete_id)
@click.argument("evidence", nargs=-1, required=True, metavar="EVIDENCE…", shell_complete=complete_id)
@desk_option
@json_option
def cite(brief: str, item: str, evidence: tuple[str, ...], desk_path: Path, as_json: bool) -> None:
    """Give a claim or an event more to rest on: the ids of quotes or of other claims.

    \b
    tearline cite morning c-7q2mzz q-2xk7ab q-9d1c4e
    """
    from tearline.briefs.curation import assessing

    path, _ = work_on(
        desk_path,
        brief,
        lambda work: assessing.cite(work.file, work.board, item, evidence),
        needs_board=unless_there(item, *evidence),
    )
    tell(path, f"{item} rests on {', '.join(evidence)}", [item], as_json=as_json)


@click.command()
@brief_argument
@click.argument("words", nargs=-1, metavar="[WORDS]…")
@click.option("--assumption", "kind", flag_value="assumption", help="It is taken for granted.")
@click.option("--fact", "kind", flag_value="fact", help="It is established.")
@click.option("--likelihood", metavar="TERM", help="A term of ICD 203: likely, very likely, remote …")
@click.option("--confidence", type=click.Choice(["low", "moderate", "high"]), help="How good the basis is.")
@click.option("--because", multiple=True, metavar="ID", shell_complete=complete_id, help="What it rests on.")
@click.option("--at", type=click.IntRange(1), metavar="N", help="Change the N-th statement.")
@click.option("--withdraw", type=click.IntRange(1), metavar="N", help="Take the N-th statement out.")
@desk_option
@json_option
def judge(
    brief: str,
    words: tuple[str, ...],
    kind: Any,
    likelihood: Any,
    confidence: Any,
    because: tuple[str, ...],
    at: int | None,
    withdraw: int | None,
    desk_path: Path,
    as_json: bool,
) -> None:
    """Write a statement of the bottom line: a judgement, unless --assumption or --fact is given.

    \b
    tearline judge morning "Orlo will not yield." --likelihood likely --confidence low --because c-7q2mzz
    tearline judge morning --at 1 --confidence moderate
    tearline judge morning --withdraw 2
    """
    from tearline.briefs.curation import assessing
    from tearline.briefs.model import Likelihood

    if withdraw is not None:
        path, _ = work_on(
            desk_path, brief, lambda work: assessing.withdraw(work.file, withdraw), needs_board=no_board
        )
        tell(path, f"statement {withdraw} withdrawn", [], as_json=as_json)
        return
    if not words and at is None:
        raise click.UsageError("Give the statement in WORDS, or --at N to change one.")
    term: Any = " ".join(likelihood.casefold().split()) if likelihood else None
    if term is not None and term not in get_args(Likelihood):
        raise click.UsageError(f"--likelihood is one of: {', '.join(get_args(Likelihood))}.")

    def write(work: Work) -> int:
        known = kind or (_kind_of(work, at) if at else "judgement")
        return assessing.judge(
            work.file,
            work.board,
            " ".join(words),
            kind=known,
            likelihood=term,
            confidence=confidence,
            because=because,
            at=at,
        )

    path, place = work_on(desk_path, brief, write, needs_board=unless_there(*because))
    tell(path, f"statement {place} {'changed' if at else 'written'}", [], as_json=as_json, place=place)


def _kind_of(work: Work, at: int) -> StatementKind:
    """What the statement at a place is already."""
    statements = work.file.brief.bottom_line
    if at > len(statements):
        return "judgement"
    one = statements[at - 1]
    return "fact" if one.fact else "assumption" if one.assumption else "judgement"


@click.command()
@brief_argument
@click.argument("question", nargs=-1, metavar="[QUESTION]…")
@click.option("--why", metavar="TEXT", help="Why it matters.")
@click.option("--close", type=click.IntRange(1), metavar="N", help="Take the N-th question out.")
@desk_option
@json_option
def gap(
    brief: str, question: tuple[str, ...], why: str | None, close: int | None, desk_path: Path, as_json: bool
) -> None:
    """Write down an open question, or close one.

    \b
    tearline gap morning "Who paid for the ferry?" --why "The ledger is blank."
    tearline gap morning --close 1
    """
    from tearline.briefs.curation import assessing

    if (close is None) == (not question):
        raise click.UsageError("Give a QUESTION, or --close N.")
    if close is not None:
        path, _ = work_on(
            desk_path, brief, lambda work: assessing.close(work.file, close), needs_board=no_board
        )
        tell(path, f"gap {close} closed", [], as_json=as_json)
        return
    path, place = work_on(
        desk_path,
        brief,
        lambda work: assessing.ask(work.file, " ".join(question), why),
        needs_board=no_board,
    )
    tell(path, f"gap {place} written", [], as_json=as_json, place=place)


COMMANDS = [grade, link, unlink, cite, judge, gap]
