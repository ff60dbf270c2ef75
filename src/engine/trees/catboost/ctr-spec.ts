import { StudioError } from '../../core/errors.ts';

export const CTR_TYPES = ['Borders', 'Buckets', 'BinarizedTargetMeanValue', 'Counter'] as const;
export type CtrType = (typeof CTR_TYPES)[number];

/** How categories become numbers: CatBoost's `simple_ctr` and `combinations_ctr`. */
export interface CtrSpec {
  readonly type: CtrType;
  readonly priors: readonly number[];
  /** The statistic is cut into so many equal steps. */
  readonly borders: number;
}

const DEFAULT_PRIORS: Readonly<Record<CtrType, readonly number[]>> = { Borders: [0, 0.5, 1], Buckets: [0, 0.5, 1], BinarizedTargetMeanValue: [0, 0.5, 1], Counter: [0] };
const DEFAULT_BORDERS = 15;

/** `0.5` or CatBoost's `1/2`. */
function fraction(text: string): number {
  const [above, below = '1'] = text.split('/');
  return Number(above) / Number(below);
}

function parseOne(text: string, param: string): CtrSpec {
  const [type, ...options] = text.split(':');
  const fail = (what: string): never => {
    throw new StudioError('param', `"${param}" has "${text}": ${what}. Write types of ${CTR_TYPES.join(', ')} with options, such as "Borders:CtrBorderCount=15:Prior=0.5, Counter".`, { param });
  };
  if (!CTR_TYPES.some((t) => t === type)) return fail(`"${type}" is no type of statistic`);
  const priors: number[] = [];
  let borders = DEFAULT_BORDERS;
  for (const option of options) {
    const [name, value = ''] = option.split('=');
    const number = fraction(value);
    if (value.trim() === '' || !Number.isFinite(number)) fail(`"${option}" has no number`);
    if (name === 'Prior') priors.push(number);
    else if (name === 'CtrBorderCount' && Number.isInteger(number) && number >= 1 && number <= 255) borders = number;
    else fail(`"${option}" is not understood (Prior=…, CtrBorderCount=1 … 255)`);
  }
  return { type: type as CtrType, priors: priors.length > 0 ? priors : DEFAULT_PRIORS[type as CtrType], borders };
}

/** Reads a list such as `Borders:Prior=0:Prior=1, Counter`. Throws StudioError('param') naming what is wrong. */
export function parseCtrs(text: string, param: string): readonly CtrSpec[] {
  const parts = text.split(',').map((part) => part.trim()).filter((part) => part.length > 0);
  if (parts.length === 0) throw new StudioError('param', `"${param}" is empty; write at least one of ${CTR_TYPES.join(', ')}.`, { param });
  return parts.map((part) => parseOne(part, param));
}
