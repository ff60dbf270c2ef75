import type { FitContext } from '../../core/context.ts';
import type { Grower } from '../grow/grower.ts';
import { historyBefore, scoresBefore } from './before.ts';
import { type BoostState, checkpointOf, stateOf } from './checkpoint.ts';
import { betterOf, noBest, stoppedBy } from './early-stopping.ts';
import type { BoostPlan } from './plan.ts';
import { growRound, scaled } from './round.ts';
import { addTree } from './walk.ts';
import { measured, watchOf } from './watch.ts';

export interface Boosted {
  readonly state: BoostState;
  /** Rounds that are kept, those of the model before among them, and what the trees of the others are multiplied by. */
  readonly rounds: number;
  readonly weights: readonly number[];
  /** The best round of the metric that decided, counted from 1; 0 without rows held out. */
  readonly bestRound: number;
  readonly stopped: 'rounds' | 'patience' | 'no split' | 'request';
}

const perRound = (plan: BoostPlan): number => plan.objective.outputs * plan.parallel;

/** The output that tree `t` adds to. */
export const outputOf = (plan: BoostPlan, t: number): number => Math.floor((t % perRound(plan)) / plan.parallel);

function fresh(plan: BoostPlan): BoostState {
  const { metrics } = plan;
  const history = historyBefore(plan) ?? { metrics: metrics.map((m) => m.name), train: metrics.map(() => []), validation: plan.validation === null ? [] : metrics.map(() => []) };
  return {
    round: plan.before?.rounds ?? 0, trees: [], weights: [], scores: null, history,
    bests: metrics.map((metric, m) => (history.validation[m] ?? []).reduce((best, value, round) => betterOf(best, metric, value, round, plan.stop.minDelta), noBest)),
    bestWeights: metrics.map(() => null),
  };
}

/** Where every row starts: what the trees before say, or the objective's start. Output after output. */
const startScores = ({ objective, before }: BoostPlan, X: BoostPlan['train']['X']): readonly Float64Array[] =>
  (before === null ? Array.from(objective.base, (base) => new Float64Array(X.rows).fill(base)) : scoresBefore(before, X));

/** Boosts to the end, to where early stopping says, or until asked to stop. Goes on from a checkpoint of the same training. */
export async function boost(plan: BoostPlan, grower: Grower, ctx: FitContext): Promise<Boosted> {
  const { objective, validation, dart, metrics } = plan;
  const { float32 } = grower.binned;
  const start = startScores(plan, plan.train.X);
  const scores = start.map((_, k) => grower.scores(k));
  scores.forEach((score, k) => score.set(start[k]!));
  const held = validation === null ? [] : startScores(plan, validation.X).map((score) => score.slice());
  const pairs = start.map((_, k) => grower.gradients(k));
  const { kernel } = objective;
  if (kernel !== null) grower.setTarget(kernel.target.y, kernel.target.weight);

  const fingerprint = ctx.checkpoint === null ? '' : plan.fingerprint();
  const saved = ctx.checkpoint === null ? null : stateOf(await ctx.checkpoint.load(), fingerprint);
  let state = saved ?? fresh(plan);
  if (saved !== null) {
    ctx.note('resumed', { round: saved.round });
    if (saved.scores !== null) {
      saved.scores.train.forEach((score, k) => scores[k]!.set(score));
      saved.scores.validation.forEach((score, k) => held[k]!.set(score));
    } else {
      saved.trees.forEach((tree, t) => {
        grower.apply(tree, outputOf(plan, t));
        if (validation !== null) addTree(tree, validation.X, held[outputOf(plan, t)]!, 1, float32);
      });
    }
  }

  const share = (): number => (plan.forest ? 1 / state.round : 1);
  const watch = watchOf(plan.train, objective, metrics, true, share);
  const watchHeld = validation === null ? null : watchOf(validation, objective, metrics, false, share);
  const decides = plan.stop.metric === 'any' ? 0 : plan.stop.metric;
  const shift = (t: number, by: number): void => {
    const [tree, k] = [state.trees[t]!, outputOf(plan, t)];
    grower.apply(scaled(tree, by), k);
    if (validation !== null) addTree(tree, validation.X, held[k]!, by, float32);
  };
  const first = plan.before?.rounds ?? 0;
  const total = first + plan.rounds;
  let lastSave = performance.now();
  let saveCost = 0;
  const save = async (): Promise<void> => {
    // Saving may take at most a twentieth of the time.
    const gap = plan.checkpointMs === 0 ? 0 : Math.max(plan.checkpointMs, 20 * saveCost);
    if (ctx.checkpoint === null || performance.now() - lastSave < gap) return;
    const began = performance.now();
    const copy = (all: readonly Float64Array[]): readonly Float64Array[] => all.map((score) => score.slice());
    await ctx.checkpoint.save(checkpointOf(fingerprint, dart === null ? state : { ...state, scores: { train: copy(scores), validation: copy(held) } }));
    lastSave = performance.now();
    saveCost = lastSave - began;
  };

  const finish = (stopped: Boosted['stopped'], metric: number, best: boolean): Boosted => {
    const found = state.bests[metric] ?? noBest;
    const kept = best && found.round >= 0;
    // What a model brought along stays, even where its last rounds were no better.
    const rounds = Math.max(first, kept ? found.round + 1 : state.round);
    return { state, stopped, bestRound: found.round + 1, rounds, weights: (kept ? state.bestWeights[metric] : null) ?? state.weights };
  };

  while (state.round < total) {
    const { round } = state;
    const already = stoppedBy(plan.stop, state.bests, round - 1);
    if (validation !== null && round > 0 && already >= 0) return finish('patience', already, plan.keepBest);
    if (round > 0 && ctx.stopRequested()) return finish('request', decides, true);
    const dropped = dart?.(round, state.weights) ?? { trees: [], old: 1, fresh: 1 };
    for (const t of dropped.trees) shift(t, -state.weights[t]!);
    if (kernel !== null && !plan.forest) grower.derive(kernel.name, kernel.factor);
    else objective.gradients(plan.forest ? start : scores, pairs, round);
    const grown = await growRound(plan, grower, round, pairs, plan.forest ? start : scores, dropped.fresh, ctx);
    if (validation !== null) grown.forEach((tree, t) => addTree(tree, validation.X, held[outputOf(plan, t)]!, dropped.fresh, float32));
    for (const t of dropped.trees) shift(t, state.weights[t]! * dropped.old);
    if (plan.endsWithoutSplit && !plan.forest && round > 0 && grown.every((tree) => tree.nodes === 1)) return finish('no split', decides, plan.keepBest && plan.stop.rounds !== null && validation !== null);

    const weights = [...state.weights, ...grown.map(() => dropped.fresh)];
    for (const t of dropped.trees) weights[t]! *= dropped.old;
    state = { ...state, round: round + 1, trees: [...state.trees, ...grown], weights };
    const train = watch(scores);
    const seen = watchHeld?.(held) ?? null;
    const bests = seen === null ? state.bests : metrics.map((metric, m) => betterOf(state.bests[m]!, metric, seen[m]!, round, plan.stop.minDelta));
    const add = (curves: readonly (readonly number[])[], values: readonly number[] | null): readonly (readonly number[])[] => curves.map((curve, m) => [...curve, values![m]!]);
    state = {
      ...state, bests,
      bestWeights: bests.map((best, m) => (best.round === round && dart !== null ? weights : state.bestWeights[m]!)),
      history: { ...state.history, train: add(state.history.train, train), validation: add(state.history.validation, seen) },
    };
    ctx.progress(round + 1, total, measured(metrics, decides, train, seen));
    await save();
  }
  return finish('rounds', decides, plan.keepBest && plan.stop.rounds !== null && validation !== null);
}
