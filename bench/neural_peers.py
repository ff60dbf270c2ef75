"""
Training steps of PyTorch: neural_peers.py THREADS [DEVICE]. Every line read is a case of neural/cases.ts with its number of steps; the line answered has
seconds and CPU seconds a step and the number of weights, or null where PyTorch is not there. Batches are taken from resident data in
the order of a permutation, Adam with a learning rate of 0.001, losses summed up and never read within the steps, as ours.
"""
import json
import math
import sys
import time

try:
    import torch
    from torch import nn
except ImportError:
    for _ in sys.stdin:
        print("null", flush=True)
    sys.exit()

torch.set_num_threads(int(sys.argv[1]))
DEVICE = sys.argv[2] if len(sys.argv) > 2 else "cpu"


def dense(widths, last):
    layers = []
    for a, b in zip(widths, widths[1:]):
        layers += [nn.Linear(a, b), nn.ReLU()]
    return [*layers, nn.Linear(widths[-1], last)]


class Last(nn.Module):
    def __init__(self, features, units):
        super().__init__()
        self.lstm = nn.LSTM(features, units, batch_first=True)

    def forward(self, x):
        return self.lstm(x)[0][:, -1]


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.first, self.second = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = nn.MultiheadAttention(width, heads, batch_first=True)
        self.net = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        n = self.first(x)
        x = x + self.attention(n, n, n, need_weights=False)[0]
        return x + self.net(self.second(x))


class Mean(nn.Module):
    def forward(self, x):
        return x.mean(1)


def build(case):
    parts, shape, outputs = case["parts"], case["input"], case["outputs"]
    if case["family"] in ("MLP", "autoencoder"):
        return nn.Sequential(*dense([shape[0], *parts], outputs))
    if case["family"] == "LSTM":
        return nn.Sequential(Last(shape[1], parts[0]), nn.Linear(parts[0], 1))
    if case["family"] == "transformer":
        width, heads, blocks = parts
        return nn.Sequential(*[Block(width, heads) for _ in range(blocks)], nn.LayerNorm(width), Mean(), nn.Linear(width, outputs))
    every, hidden, *filters = parts
    layers, channels, (height, width, _) = [], shape[2], shape
    for i, f in enumerate(filters):
        layers += [nn.Conv2d(channels, f, 3, padding=1), nn.ReLU()]
        channels = f
        if (i + 1) % every == 0:
            layers.append(nn.MaxPool2d(2))
            height, width = height // 2, width // 2
    flat = channels * height * width
    return nn.Sequential(*layers, nn.Flatten(), *(dense([flat, hidden], outputs) if hidden else [nn.Linear(flat, outputs)]))


LOSSES = {"binary": nn.BCEWithLogitsLoss, "softmax": nn.CrossEntropyLoss, "mse": nn.MSELoss}


def answer(case):
    torch.manual_seed(1)
    net, loss, batch = build(case), LOSSES[case["loss"]](), case["batch"]
    net = net.to(DEVICE)
    # Channels before rows and columns, as PyTorch is quickest at.
    shape = [case["input"][-1], *case["input"][:2]] if case["family"] == "CNN" else case["input"]
    rows = case["rows"]
    x = torch.randn(rows, *shape, device=DEVICE)
    if case["loss"] == "softmax":
        y = torch.randint(case["outputs"], (rows,), device=DEVICE)
    elif case["loss"] == "binary":
        y = (torch.rand(rows, 1, device=DEVICE) > 0.5).float()
    else:
        y = x.reshape(rows, -1)[:, : case["outputs"]].contiguous()
    optimizer = torch.optim.Adam(net.parameters(), 0.001)
    batches = rows // batch

    def run(steps):
        total = torch.zeros((), device=DEVICE)
        order = torch.randperm(rows, device=DEVICE)
        for s in range(steps):
            ids = order[(s % batches) * batch : (s % batches + 1) * batch]
            optimizer.zero_grad(set_to_none=True)
            z = loss(net(x[ids]), y[ids])
            z.backward()
            optimizer.step()
            total += z.detach()
        return float(total) / max(1, steps)

    run(max(2, case["steps"] // 10))
    cpu, start = time.process_time(), time.perf_counter()
    mean = run(case["steps"])
    steps = case["steps"]
    return {"seconds": (time.perf_counter() - start) / steps, "cpu": (time.process_time() - cpu) / steps, "weights": sum(p.numel() for p in net.parameters()), "finite": math.isfinite(mean)}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
