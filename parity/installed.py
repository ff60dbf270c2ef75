"""Exits 0 where this Python has every package of requirements.txt in its version; says what is missing otherwise."""
import importlib.metadata
import pathlib
import sys

wrong = []
for line in pathlib.Path(__file__).with_name("requirements.txt").read_text().split():
    name, version = line.split("==")
    try:
        found = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        found = None
    if found != version:
        wrong.append(f"{name} is {found or 'missing'}, {version} is wanted")
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
