import type { Field, Split } from './field.ts';
import type { SideRoom } from './sides.ts';
import type { SpareHistograms } from './spare.ts';
import { NOTHING, type Projection, complexity, keyOf, withCategory } from './projections.ts';

/** A column a level may ask about, with its histogram. */
export interface Candidate {
  /** Address of a byte a row. */
  readonly bins: number;
  readonly buckets: number;
  readonly oneHot: boolean;
  /** Address of 2^depth × buckets pairs, for each output. */
  readonly histogram: number;
  /** The level its histogram is of; −1 for none. */
  level: number;
  /** Statistics: which, and how many groups they tell apart. */
  readonly ctr: { readonly key: string; readonly groups: number } | null;
  readonly split: (bin: number) => Split;
}

export interface CandidateSource {
  /** Those asked about at every level. */
  readonly fixed: readonly Candidate[];
  /** Histograms of combined statistics of this tree. */
  readonly spare: SpareHistograms;
  /** Statistics whose groups were not used before cost gain: the more groups, the more. CatBoost's `model_size_reg`. */
  readonly modelSizeReg: number;
  readonly maxComplexity: number;
  /** Share of the columns a level may ask about. */
  readonly rsm: number;
  readonly random: () => number;
  readonly used: Set<string>;
  readonly sides: SideRoom;
  /** Address of room for an integer a leaf, for every block of rows. */
  readonly counts: number;
  chose(split: Split): void;
}

export interface Batch {
  readonly candidates: readonly Candidate[];
  /** What a gain is multiplied by. */
  readonly weightOf: (candidate: Candidate) => number;
}

/** Every combination of what the tree has asked so far with one more category. */
function combinations(field: Field, splits: readonly Split[], source: CandidateSource): readonly Projection[] {
  const asked: Projection = {
    ...NOTHING,
    floats: splits.flatMap((s) => (s.kind === 'float' ? [{ feature: s.feature, border: s.border }] : [])).toSorted((a, b) => a.feature - b.feature || a.border - b.border),
    oneHots: splits.flatMap((s) => (s.kind === 'oneHot' ? [{ feature: s.feature, value: s.border }] : [])).toSorted((a, b) => a.feature - b.feature || a.value - b.value),
  };
  const bases = new Map<string, Projection>();
  for (const base of [asked, ...splits.flatMap((s) => (s.kind === 'ctr' ? [s.projection] : []))]) if (complexity(base) > 0) bases.set(keyOf(base), base);
  const found = new Map<string, Projection>();
  for (const base of bases.values()) {
    field.categories.forEach((_, category) => {
      if (field.isOneHot[category]! || source.random() > source.rsm) return;
      const next = withCategory(base, category);
      if (next !== null && complexity(next) <= source.maxComplexity) found.set(keyOf(next), next);
    });
  }
  return [...found.values()];
}

/** What a level may ask, in batches small enough for the space there is. */
export function* levelCandidates(source: CandidateSource, field: Field, splits: readonly Split[], fold: number): Generator<Batch> {
  const fixed = source.rsm < 1 ? source.fixed.filter(() => source.random() <= source.rsm) : source.fixed;
  const { ctrs } = field;
  const more = ctrs === null || splits.length === 0 || source.maxComplexity < 2 ? [] : combinations(field, splits, source);
  const most = Math.max(1, ...fixed.map((c) => c.ctr?.groups ?? 1), ...more.map((p) => ctrs!.size(p)));
  const weightOf = ({ ctr }: Candidate): number => (ctr === null || source.used.has(ctr.key) ? 1 : (1 + ctr.groups / most) ** -source.modelSizeReg);
  if (fixed.length > 0) yield { candidates: fixed, weightOf };
  if (ctrs === null) return;
  const columns = more.length === 0 ? [] : ctrs.columns(more[0]!);
  const together = Math.max(1, Math.min(ctrs.slots, source.spare.places));
  for (let from = 0; from < more.length; from += together) {
    const projections = more.slice(from, from + together);
    const stored = ctrs.getAll(fold, projections);
    const keys = projections.map(keyOf);
    const kept = source.spare.take(keys);
    const candidates = projections.map((projection, p) => columns.map(({ spec }, column): Candidate => {
      const { type, borders } = ctrs.specs(projection)[spec]!;
      return {
        bins: stored[p]!.columns[column]!, buckets: borders + 1, oneHot: false, histogram: kept[p]!.histograms[column]!, level: kept[p]!.level,
        ctr: { key: `${type} ${keys[p]!}`, groups: stored[p]!.groups },
        split: (border) => ({ kind: 'ctr', projection, column, border }),
      };
    }));
    yield { candidates: candidates.flat(), weightOf };
    candidates.forEach((own, p) => { kept[p]!.level = own[0]!.level; });
  }
}
