import { cases } from './cases.ts';
import { batchesOf, OPTIMIZER } from './batches.ts';
import { networkLayout, networkWeights, parseText } from '../../src/engine/nn/spec/index.ts';
import { gpuTrainer } from '../../src/engine/nn/train/gpu-trainer.ts';

/**
 * Training steps on a graphics processor: `deno run -A bench/neural/gpu.ts`, or any runtime that has `navigator.gpu`. A line of JSON a case:
 * milliseconds a step, of which JavaScript's, milliseconds until the first step could begin, and the loss after the steps.
 * `neural_peers.py THREADS cuda` does the same in PyTorch.
 */
for (const c of cases([1], (globalThis as { readonly Deno?: { readonly args: readonly string[] } }).Deno?.args ?? [])) {
  const { network } = parseText(c.text);
  const layout = networkLayout(network);
  const batches = batchesOf(c);
  const begin = performance.now();
  const trainer = await gpuTrainer(
    { network, layout, loss: c.loss, seed: 1, optimizer: OPTIMIZER, trainable: layout.trainable, variables: layout.variables, l1: 0, l2: 0, clipNorm: null, clipValue: null, maxNorm: null, sizes: { learned: [c.batch], scored: [] } },
    { values: networkWeights(network, 1), slots: [], steps: 0 },
  );
  let number = 0;
  const round = async (steps: number): Promise<{ readonly wall: number; readonly script: number }> => {
    const start = performance.now();
    let script = 0;
    for (let i = 0; i < steps; i++) {
      const from = performance.now();
      trainer.step(batches[number % batches.length]!, 1e-3, number++);
      script += performance.now() - from;
      // The queue is kept short, as training does.
      if (i % 50 === 49) await trainer.totals();
    }
    await trainer.totals();
    return { wall: (performance.now() - start) / steps, script: script / steps };
  };
  await round(5);
  const compile = performance.now() - begin;
  const steps = Math.max(20, Math.min(400, Math.round(1500 / (await round(10)).wall)));
  trainer.setTotals({ loss: 0, metric: 0 });
  const found = [await round(steps), await round(steps), await round(steps)].toSorted((a, b) => a.wall - b.wall)[1]!;
  const { loss } = await trainer.totals();
  console.log(JSON.stringify({ family: c.family, size: c.size, ms: found.wall, script: found.script, compile, loss: loss / c.batch / (3 * steps), failure: trainer.failure() }));
  trainer.dispose();
}
