"""Validates the run logs of this folder line by line, and the example of the page `run-log.md`,
against the schema beside that page; and sees that the schema refuses what it must.

    pip install jsonschema
    python3 validate.py
"""

import gzip
import json
import pathlib

import jsonschema

FOLDER = pathlib.Path(__file__).parent
DOCUMENTS = FOLDER.parents[2] / "Documentation"

# Each is refused: by its shape, its key or its value.
WRONG = [
    "[]", "{}", '{"schema":"gradscope.log/2"}', '{"loss":1}', '{"step":-1,"loss":1}',
    '{"step":0.5,"loss":1}', '{"step":0,"loss":"NaN"}', '{"step":0,"loss":null}',
    '{"step":0,"place":"a","deltaRMS":-1}', '{"step":0,"place":"a","deltaRMS":"-inf"}',
    '{"step":0,"place":3}', '{"step":0,"histograms":{}}', '{"end":"stopped"}',
    '{"step":0,"place":"a","histograms":{"deltas":{"lowest":0,"counts":[0.5],"negative":[0]}}}',
    '{"schema":"gradscope.log/1","places":[{"name":"a"}]}',
    '{"schema":"gradscope.log/1","places":[{"name":"a","kind":"linear"}]}',
    '{"schema":"gradscope.log/1","chains":[{"name":"c","axis":"width","places":["a"]}]}',
    '{"schema":"gradscope.log/1","step":0}',
]


def forbidden(constant):
    raise ValueError(f"{constant} is not JSON")


def main():
    schema = json.loads((DOCUMENTS / "run-log.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    texts = {}
    for path in sorted(FOLDER.glob("*.gradscope.jsonl*")):
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as file:
            texts[path.name] = file.read()
    page = (DOCUMENTS / "run-log.md").read_text(encoding="utf-8")
    texts["run-log.md"] = page.split("```json\n")[1].split("```")[0]
    for name, text in texts.items():
        lines = text.splitlines()
        for number, line in enumerate(lines, 1):
            error = next(validator.iter_errors(json.loads(line, parse_constant=forbidden)), None)
            assert error is None, f"{name}, line {number}: {error}"
        print(f"{name}: {len(lines)} lines, all valid")
    for line in WRONG:
        assert not validator.is_valid(json.loads(line)), f"passes: {line}"
    print(f"{len(WRONG)} wrong lines, all refused")


if __name__ == "__main__":
    main()
