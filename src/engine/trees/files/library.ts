import type { Library } from './model-file.ts';

/** So many bytes tell which library a file is of. */
export const HEAD_BYTES = 65_536;

/** Which library's model file these bytes begin, by their first few kilobytes; `null` where they begin none. */
export function libraryOf(head: Uint8Array): Library | null {
  const text = new TextDecoder('latin1').decode(head.subarray(0, HEAD_BYTES));
  if (/^tree\r?\n(?:version=|num_class=)/.test(text)) return 'LightGBM';
  // The first field of XGBoost's UBJSON, behind the length of its name.
  if (text.startsWith('{') && /^.{1,10}learner\{/s.test(text)) return 'XGBoost';
  if (!/^\s*\{/.test(text)) return null;
  if (/"learner"\s*:/.test(text)) return 'XGBoost';
  return /"(?:oblivious_trees|features_info|scale_and_bias|ctr_data|model_info)"\s*:/.test(text) ? 'CatBoost' : null;
}
