import type { Explanation } from '../engine/explainers/explanation.ts';

/** The latest explanation of each kind, by run: what the report prints. */
export function createKept(): { readonly keep: (runKey: string, explanation: Explanation) => void; readonly of: (runKey: string) => readonly Explanation[] } {
  const kept = new Map<string, readonly Explanation[]>();
  return {
    keep: (runKey, explanation) => void kept.set(runKey, [...(kept.get(runKey) ?? []).filter((e) => e.kind !== explanation.kind), explanation]),
    of: (runKey) => kept.get(runKey) ?? [],
  };
}
