import { fastLog } from './fast-log.ts';
import type { Loss, Target } from './loss.ts';
import { rowLoss } from './row-loss.ts';

export function huber(target: Target, delta: number): Loss {
  return rowLoss(target, (a, y, out) => {
    const e = y - a;
    const inside = Math.abs(e) < delta;
    out[0] = inside ? e : Math.sign(e) * delta;
    out[1] = inside ? -1 : 0;
    out[2] = inside ? (e * e) / 2 : delta * (Math.abs(e) - delta / 2);
  });
}

/** |error| to the power `q`. */
export function lq(target: Target, q: number): Loss {
  return rowLoss(target, (a, y, out) => {
    const e = y - a;
    const size = Math.abs(e);
    out[0] = q * Math.sign(e) * size ** (q - 1);
    out[1] = -q * (q - 1) * size ** (q - 2);
    out[2] = size ** q;
  });
}

/** Trees add up the logarithm of the expected count. */
export function poisson(target: Target): Loss {
  return rowLoss(target, (a, y, out) => {
    out[0] = y - a;
    out[1] = -a;
    out[2] = a - y * fastLog(a);
  }, { exp: true });
}

/** Trees add up the logarithm of the mean; `power` between 1 (Poisson) and 2 (gamma). */
export function tweedie(target: Target, power: number): Loss {
  return rowLoss(target, (a, y, out) => {
    const low = y * Math.exp((1 - power) * a);
    const high = Math.exp((2 - power) * a);
    out[0] = low - high;
    out[1] = low * (1 - power) - high * (2 - power);
    out[2] = high / (2 - power) - low / (1 - power);
  }, { link: 'exp' });
}
