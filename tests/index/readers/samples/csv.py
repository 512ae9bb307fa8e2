"""Tables."""

import csv
import io

TEXT = (
    "The harbour of Velmora was closed on Monday, the port authority said.\n\n“We will sail,” said Tam Orl."
)


def samples() -> dict[str, bytes]:
    made = {}
    for name, separator in (("comma.csv", ","), ("semicolon.csv", ";"), ("tab.tsv", "\t")):
        table = io.StringIO()
        writer = csv.writer(table, delimiter=separator)
        writer.writerow(["title", "text", "date", "source"])
        for number in range(3):
            writer.writerow([f"Harbour shut, {number}", f"{TEXT} {number}", "2031-04-07", "Velmora Herald"])
        made[name] = table.getvalue().encode()
    return made
