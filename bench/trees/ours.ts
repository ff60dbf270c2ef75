import { fork } from 'node:child_process';
import { processThreads } from '../../src/cli/threads.ts';
import { quietContext } from '../../src/engine/core/context.ts';
import type { Matrix } from '../../src/frame/matrix.ts';
import type { Answer, Fitter } from './answer.ts';
import type { Case } from './cases.ts';
import { heldRows, readNumbers } from './data.ts';
import { learnerOf } from './learners.ts';
import { grownBy } from './memory.ts';
import { byPhase } from './phases.ts';

/** The first argument of a process that fits with our engine. */
export const OURS = 'fit-ours';
const CLASSES = ['no', 'yes'];

/** In the process of its own: reads the data and fits what it is told to, by the models' own fit and prediction. */
export function serveOurs([folder, rows, columns, threadCount]: readonly string[]): void {
  const [n, p] = [Number(rows), Number(columns)];
  const held = heldRows(n);
  const names = Array.from({ length: p }, (_, j) => `c${j}`);
  const matrix = (from: number, count: number): Matrix => ({ rows: count, columns: names, values: readNumbers(folder!, 'x', from * p, count * p) });
  const [X, y] = [matrix(0, n), readNumbers(folder!, 'y', 0, n)];
  const [test, truth] = [matrix(n, held), readNumbers(folder!, 'y', n, held)];
  const threads = Number(threadCount) > 1 ? processThreads(Number(threadCount)) : null;
  const ctx = quietContext(1, { threads });

  const answer = async (name: string): Promise<Answer> => {
    const { algorithm, params } = learnerOf(name);
    const cpu = process.cpuUsage();
    const { result: { result: state, seconds, phases }, bytes } = await grownBy(() => byPhase(async () => algorithm.fit({ X, y, task: 'binary', classes: CLASSES, sampleWeight: null }, params, ctx)));
    const { user, system } = process.cpuUsage(cpu);
    const start = performance.now();
    const proba = (await algorithm.predictProba!(state, test, ctx)).values;
    const predict = (performance.now() - start) / 1000;
    const loss = truth.reduce((sum, label, i) => sum - Math.log(proba[2 * i + label]!), 0) / held;
    const predicted = algorithm.memory?.({ rows: n, columns: p, categories: 0, outputs: 1, threads: Number(threadCount) }, params) ?? NaN;
    return { seconds, cpu: (user + system) / 1e6, predict, loss, phases, memory: { predicted, used: bytes } };
  };
  process.on('message', (name: string) => void answer(name).then((said) => process.send!(said)));
}

/** A process that fits with our engine: `script` is this benchmark's own file, which calls `serveOurs`. */
export function ours(script: string, folder: string, { rows, columns, threads }: Case): Fitter {
  const child = fork(script, [OURS, folder, rows, columns, threads].map(String), { execArgv: ['--expose-gc', '--max-old-space-size=8000'], serialization: 'advanced' });
  return {
    fit: (name) => new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`The process that fits ${name} ended with ${code}.`));
      child.once('exit', ended);
      child.once('message', (said) => {
        child.off('exit', ended);
        resolve(said as Answer);
      });
      child.send(name);
    }),
    close: () => void child.kill(),
  };
}
