"""Checks what `tablab train --out FOLDER` wrote against the real libraries: the ONNX model in ONNX Runtime on the rows of the
CSV itself, and the generated script, whose folds are those of the app.

    python export.py CSV FOLDER TOLERANCE

TOLERANCE is how far the script's metric may be from the app's: `exact` (1e-6 of every metric), or a number (of the accuracy,
R² in a regression, NDCG@5 in a ranking, of the models whose random numbers or ties differ). Prints one JSON line.
"""
import csv
import importlib.util
import json
import pathlib
import subprocess
import sys

import numpy as np
import onnx
import onnxruntime

LIMIT = 1e-5


def load_script(folder):
    """The generated script as a module: its `read` and `features` are how the file is to be read."""
    spec = importlib.util.spec_from_file_location("train", folder / "train.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unguarded(text):
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@\t\r" else text


def check_onnx(folder, table, predictions):
    path = str(folder / "model.onnx")
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(path)
    rows = table.iloc[[int(r["row"]) for r in predictions]]
    columns = {port.name: port.doc_string.split(", ") if port.name == "numbers" else None for port in model.graph.input}
    given = {}
    for port in session.get_inputs():
        if port.type == "tensor(string)":
            given[port.name] = rows[[port.name]].fillna("").astype(str).to_numpy(dtype=object)
        else:
            given[port.name] = rows[columns[port.name] or [port.name]].to_numpy(dtype=np.float64)
    outputs = session.run(None, given)
    if session.get_outputs()[0].type != "tensor(string)":
        ours = np.array([float(r["predicted"]) for r in predictions])
        scale = max(1.0, float(np.abs(ours).max()))
        worst = float(np.abs(outputs[0][:, 0] - ours).max()) / scale
        return worst <= LIMIT, f"{worst:.1e}"
    same = np.mean([a == unguarded(r["predicted"]) for a, r in zip(outputs[0][:, 0], predictions)])
    worst = 0.0
    if len(outputs) > 1:
        names = [name for name in predictions[0] if name.startswith("probability_")]
        ours = np.array([[float(r[name]) for name in names] for r in predictions])
        worst = float(np.abs(outputs[1] - ours).max())
    return bool(same == 1 and worst <= LIMIT), f"{worst:.1e}, {same * 100:.0f} % classes"


def check_script(source, folder, count, predictions, tolerance):
    folds = [-1] * count
    for r in predictions:
        folds[int(r["row"])] = int(r.get("fold", 0))
    (folder / "folds.json").write_text(json.dumps(folds))
    run = subprocess.run([sys.executable, "train.py", source, "--folds", "folds.json"], cwd=folder, capture_output=True, text=True, timeout=600)
    if run.returncode != 0:
        return False, (run.stderr.strip().splitlines() or ["failed without a word"])[-1][:200]
    theirs = json.loads(run.stdout.strip().splitlines()[-1])["rows"][0]["scores"]
    leaderboard = json.loads((folder / "leaderboard.json").read_text())
    ours = leaderboard["rows"][0]["scores"]
    if tolerance == "exact":
        worst = max((abs(ours[k]["mean"] - theirs[k]["mean"]) / max(1, abs(ours[k]["mean"])), k) for k in ours if k in theirs and ours[k]["mean"] is not None)
        return worst[0] <= 1e-6, f"{worst[0]:.1e} ({worst[1]})"
    key = next(k for k in ("accuracy", "r2", "ndcg@5", "reconstruction-error") if k in ours)
    a, b = ours[key]["mean"], theirs[key]["mean"]
    return abs(a - b) <= float(tolerance) * max(1, abs(a)), f"{key} {a:.4f} / {b:.4f}"


def main():
    source, folder, tolerance = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    with open(folder / "predictions.csv", newline="") as file:
        predictions = list(csv.DictReader(file))
    script = load_script(folder)
    table = script.read(source)
    several = any(r.get("fold", "0") != predictions[0].get("fold", "0") for r in predictions)
    # After several folds the model is fitted once more on all rows, so that no fold's predictions are its own.
    onnx_ok, onnx_detail = (True, "folds") if several else check_onnx(folder, table, predictions)
    script_ok, script_detail = check_script(source, folder, len(table), predictions, tolerance)
    print(json.dumps({"onnxOk": bool(onnx_ok), "onnx": onnx_detail, "scriptOk": bool(script_ok), "script": script_detail}))


if __name__ == "__main__":
    main()
