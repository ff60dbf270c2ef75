import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, Fitter } from './answer.ts';
import type { Case } from './cases.ts';
import { heldRows, writeData } from './data.ts';
import { learnerOf } from './learners.ts';
import { ours } from './ours.ts';
import { peers } from './peers.ts';

/** Medians of one learner's or library's rounds. */
export interface Measured extends Answer {
  readonly case: Case;
  /** A learner of ours by its own name, a library by its. */
  readonly name: string;
  readonly ours: boolean;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** `first`: the very first fit of the process, which takes memory that no fit before it left. */
function medians(of: Case, name: string, isOurs: boolean, rounds: readonly Answer[], first: Answer): Measured {
  const middle = (pick: (answer: Answer) => number): number => median(rounds.map(pick));
  const last = rounds.at(-1)!;
  return {
    case: of, name, ours: isOurs, loss: last.loss,
    seconds: middle((a) => a.seconds), cpu: middle((a) => a.cpu), predict: middle((a) => a.predict),
    ...(last.phases ? { phases: Object.fromEntries(Object.keys(last.phases).map((phase) => [phase, middle((a) => a.phases?.[phase] ?? 0)])) } : {}),
    ...(first.memory ? { memory: first.memory } : {}),
  };
}

/** Data of one size, written once for all that read it. */
export async function withData<T>(rows: number, columns: number, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tablab-trees-'));
  try {
    writeData(folder, rows + heldRows(rows), columns);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Fits with everyone in turn, round after round, so that a machine that slows down slows all alike. `script` is the benchmark's own
 * file; `enough` says, after a round, that there is no time for another.
 */
export async function measure(of: Case, script: string, folder: string, enough: () => boolean, tell: (what: string) => void): Promise<readonly Measured[]> {
  const [mine, theirs] = [ours(script, folder, of), peers(folder, of)];
  const all: readonly (readonly [string, Fitter])[] = [...of.learners.map((name) => [name, mine] as const), ...of.peers.map((name) => [name, theirs] as const)];
  const answers = new Map<string, Answer[]>(all.map(([name]) => [name, []]));
  const firsts = new Map<string, Answer>();
  const fit = async (name: string, fitter: Fitter): Promise<Answer | null> => {
    const answer = await fitter.fit(name);
    if (answer !== null && !firsts.has(name)) firsts.set(name, answer);
    return answer;
  };
  try {
    if (of.warm) for (const [name, fitter] of all) await fit(name, fitter);
    for (let round = 0; round < of.rounds && !(round > 0 && enough()); round++) {
      for (const [name, fitter] of all) {
        const answer = await fit(name, fitter);
        if (answer === null) continue;
        answers.get(name)!.push(answer);
        if (round === 0) tell(`  ${(fitter === mine ? `ours, ${learnerOf(name).title}` : name).padEnd(28)} ${answer.seconds.toFixed(2).padStart(7)} s, ${answer.cpu.toFixed(2).padStart(7)} s of CPU, predicting ${answer.predict.toFixed(2)} s, held-out loss ${answer.loss.toFixed(4)}`);
      }
    }
  } finally {
    mine.close();
    theirs.close();
  }
  return all.flatMap(([name, fitter]) => (answers.get(name)!.length > 0 ? [medians(of, name, fitter === mine, answers.get(name)!, firsts.get(name)!)] : []));
}
