import type { Intent, Meta } from '../../../engine/core/algorithm.ts';
import { defaultsOf, type ParamValues } from '../../../engine/core/params.ts';

export type ShownIntent = Intent | 'defaults' | 'own';

export const INTENT_WORDS: Readonly<Record<ShownIntent, { readonly label: string; readonly help: string }>> = {
  quick: { label: 'Quick', help: 'A first answer in seconds.' },
  balanced: { label: 'Balanced', help: 'Good quality in reasonable time.' },
  thorough: { label: 'Thorough', help: 'The best that patience buys.' },
  defaults: { label: 'Defaults', help: "The reference library's own settings." },
  own: { label: 'Own', help: 'As set by you, knob by knob.' },
};

const filled = (meta: Meta, params: ParamValues): string => JSON.stringify(Object.entries({ ...defaultsOf(meta.params), ...params }).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Which of the offered settings the parameters are. */
export function intentOf(meta: Meta, params: ParamValues): ShownIntent {
  const now = filled(meta, params);
  if (now === filled(meta, {})) return 'defaults';
  const found = Object.entries(meta.intents ?? {}).find(([, wanted]) => filled(meta, wanted) === now);
  return found === undefined ? 'own' : (found[0] as Intent);
}

/** The parameters of an intent; `null` where choosing it changes nothing. */
export const paramsOfIntent = (meta: Meta, intent: ShownIntent): ParamValues | null => (intent === 'own' ? null : intent === 'defaults' ? {} : meta.intents?.[intent] ?? null);
