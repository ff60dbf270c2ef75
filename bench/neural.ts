import { availableParallelism } from 'node:os';
import { type Case, cases } from './neural/cases.ts';
import { type Ours, ours } from './neural/ours.ts';
import { pytorch } from './neural/peers.ts';

interface Bench {
  readonly report: (result: { readonly case: string; readonly ours: number; readonly peer: number; readonly peerName: string; readonly goal: number }) => void;
  readonly note: (text: string) => void;
}

const ROUNDS = 3;
/** Each round of a case takes about so long. */
const SECONDS = 1;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
/** Share of PyTorch's time that is to be reached. */
const goalOf = ({ family }: Case): number => (family === 'MLP' || family === 'autoencoder' ? 0.67 : 1);

const phases = (one: Ours): string => [...one.kernels].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([name, seconds]) => `${name} ${(seconds * 1000).toFixed(2)}`).join(', ');

/**
 * Training steps of compiled nets against PyTorch's, in turn, on one thread and on all. $CASES chooses families and sizes (`MLP small`); $PYTHON
 * is a Python with PyTorch. Weights are as many on both sides, or the case says so.
 */
export default async function bench({ report, note }: Bench): Promise<void> {
  const only = (process.env['CASES'] ?? '').split(/[\s,]+/).filter(Boolean);
  const threads = [...new Set([1, availableParallelism()])];
  let missing = false;
  for (const count of threads) {
    const peer = pytorch(count);
    for (const c of cases([count], only)) {
      const once = await ours(c, 2, false);
      const steps = Math.max(3, Math.min(2000, Math.round(SECONDS / once.seconds)));
      const [mine, theirs]: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round++) {
        mine.push((await ours(c, steps, false)).seconds);
        const answer = await peer.steps(c, steps);
        if (answer === null) missing = true;
        else {
          theirs.push(answer.seconds);
          if (round === 0 && answer.weights !== once.weights) note(`${c.title}: ${once.weights} weights of ours, ${answer.weights} of PyTorch's.`);
        }
      }
      const watched = await ours(c, steps, true);
      note(`${c.title}: ${(median(mine) * 1000).toFixed(2)} ms a step, compiled in ${(once.compile * 1000).toFixed(0)} ms; milliseconds in ${phases(watched)}`);
      if (theirs.length > 0) report({ case: c.title, ours: median(mine), peer: median(theirs), peerName: 'PyTorch', goal: goalOf(c) });
    }
    peer.close();
  }
  if (missing) note('Python has no PyTorch (python3 or $PYTHON): the comparison is left out.');
}
