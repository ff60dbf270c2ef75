import { StudioError } from '../../core/errors.ts';

/** An entry of a list of metrics: a name, or a formula with a name of its own. */
export type WantedMetric =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'formula'; readonly name: string; readonly better: 'lower' | 'higher'; readonly formula: string };

/** Parts between commas, semicolons and line breaks that stand in no bracket. */
function parts(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const c = text[at];
    if (c === '(') depth++;
    if (c === ')') depth--;
    if (at < text.length && (depth > 0 || !/[,;\n]/.test(c!))) continue;
    found.push(text.slice(from, at));
    from = at + 1;
  }
  return found.map((part) => part.trim()).filter((part) => part !== '');
}

const FORMULA = /^(?:(higher|lower)\s+)?([^\s=<>!(]+)\s*=(?!=)\s*([^]*)$/;

/**
 * A list of metrics as a person writes it: names, and formulas such as `cost = where(y > p, 3 * (y - p), p - y)`; `higher gain = …` where
 * more is better. Names may also stand with spaces alone between them.
 */
export function wantedMetrics(text: string): readonly WantedMetric[] {
  const wanted = parts(text).flatMap((part): readonly WantedMetric[] => {
    const [, better = 'lower', name, formula] = FORMULA.exec(part) ?? [];
    if (name === undefined) return part.split(/\s+/).map((one): WantedMetric => ({ kind: 'name', name: one }));
    if (!/^[A-Za-z_][\w-]*$/.test(name)) throw new StudioError('param', `A formula's name must be a word of letters, digits, - and _, such as "cost = abs(y - p)". Got "${name}".`, { param: 'evalMetric' });
    return [{ kind: 'formula', name, better: better as 'lower' | 'higher', formula: formula! }];
  });
  const twice = wanted.find(({ name }, i) => wanted.findIndex((other) => other.name === name) !== i);
  if (twice !== undefined) throw new StudioError('param', `Two metrics are called "${twice.name}". Give each a name of its own.`, { param: 'evalMetric' });
  return wanted;
}
