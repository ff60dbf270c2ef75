"""Makes reference.json anew beside every reference.py of a copied tree and compares it with the committed one.

    python references.py SOURCE_FOLDER

Prints one JSON line a reference: {"name", "ok", "detail", "seconds"}.
"""
import concurrent.futures
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

RELATIVE = 1e-6
# Keras computes in float32, whose last digits depend on the processor. A number near zero among larger ones is a difference of
# such, so that its error goes by theirs.
RELATIVE_FLOAT32 = 2e-3
OF_THE_LARGEST_FLOAT32 = 1e-4
ABSOLUTE = 1e-8


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def difference(a, b, relative, of_the_largest=0, path="$", largest=0):
    """Place and values of the first difference, or None. `largest` is the largest number of the list that a and b stand in."""
    if is_number(a) and is_number(b):
        if (math.isnan(a) and math.isnan(b)) or a == b or abs(a - b) <= ABSOLUTE + relative * max(abs(a), abs(b)) + of_the_largest * largest:
            return None
        return f"{path}: {b!r} where {a!r} is committed"
    if type(a) is not type(b):
        return f"{path}: {type(b).__name__} where {type(a).__name__} is committed"
    if isinstance(a, dict):
        if a.keys() != b.keys():
            return f"{path}: other keys ({', '.join(sorted(a.keys() ^ b.keys())[:5])})"
        pairs = ((a[key], b[key], f"{path}.{key}") for key in a)
    elif isinstance(a, list):
        if len(a) != len(b):
            return f"{path}: {len(b)} entries where {len(a)} are committed"
        largest = max((abs(x) for x in a if is_number(x) and math.isfinite(x)), default=0)
        pairs = ((x, y, f"{path}[{i}]") for i, (x, y) in enumerate(zip(a, b)))
    else:
        return None if a == b else f"{path}: {b!r} where {a!r} is committed"
    return next((found for x, y, where in pairs if (found := difference(x, y, relative, of_the_largest, where, largest))), None)


def check(script, committed):
    start = time.perf_counter()
    name = str(committed.parent)
    if not committed.exists():
        return {"name": name, "ok": False, "detail": "reference.json is missing", "seconds": 0}
    made = script.with_name("reference.json")
    made.unlink(missing_ok=True)
    run = subprocess.run([sys.executable, "reference.py"], cwd=script.parent, capture_output=True, text=True, env={**os.environ, "KERAS_BACKEND": "jax"}, timeout=600)
    seconds = time.perf_counter() - start
    if run.returncode != 0 or not made.exists():
        return {"name": name, "ok": False, "detail": (run.stderr.strip().splitlines() or ["nothing was written"])[-1], "seconds": seconds}
    tolerances = (RELATIVE_FLOAT32, OF_THE_LARGEST_FLOAT32) if "import keras" in script.read_text() else (RELATIVE,)
    found = difference(json.loads(committed.read_text()), json.loads(made.read_text()), *tolerances)
    return {"name": name, "ok": found is None, "detail": found or "", "seconds": seconds}


def main():
    source = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder, "src")
        # Scripts may read data beside them and the sample sets that ship, but never code of ours.
        shutil.copytree(source.resolve().parent / "public" / "samples", pathlib.Path(folder, "public", "samples"))
        shutil.copytree(source, copy, ignore=lambda _, names: [n for n in names if n.endswith((".ts", ".tsx", ".md", ".css"))])
        scripts = sorted(copy.rglob("reference.py"))
        with concurrent.futures.ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
            for result in pool.map(lambda s: check(s, source / s.relative_to(copy).with_name("reference.json")), scripts):
                print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
