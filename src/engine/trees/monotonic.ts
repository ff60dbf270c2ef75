import { StudioError } from '../core/errors.ts';

/** Names may hold anything but commas at their ends; the sign stands after the last colon. */
const ENTRY = /^(.+):\s*([+-]?1)$/;

/**
 * Reads "age: 1, price: -1": columns whose rise may only raise (1) or lower (−1) the answer. One number a column, 0 for
 * the free ones; `null` where none is bound. Throws StudioError('param') for what it cannot read or find.
 */
export function parseMonotonic(text: string, columns: readonly string[], algorithm: string, param: string): Int8Array | null {
  const signs = new Int8Array(columns.length);
  const fail = (message: string): never => { throw new StudioError('param', message, { algorithm, param }); };
  for (const entry of text.split(',').map((part) => part.trim()).filter((part) => part !== '')) {
    const [, name, sign] = ENTRY.exec(entry) ?? fail(`"${entry}" in ${param} was expected as a column, a colon and 1 or -1, such as "age: 1".`);
    const at = columns.indexOf(name!.trim());
    if (at < 0) fail(`${param} names the column "${name!.trim()}", which the model is not given. It has: ${columns.slice(0, 8).join(', ')}${columns.length > 8 ? ', …' : ''}.`);
    signs[at] = Number(sign);
  }
  return signs.some((sign) => sign !== 0) ? signs : null;
}
