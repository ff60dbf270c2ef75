/**
 * The place of the smallest value of `f` between `low` and `high`: golden section and parabolas (Brent 1973, `localmin`), with the
 * steps and stopping rule of `scipy.optimize.fminbound`.
 */
export function minimise(f: (x: number) => number, low: number, high: number, tolerance: number): number {
  const golden = 0.5 * (3 - Math.sqrt(5));
  const rootEpsilon = Math.sqrt(2.2e-16);
  let a = low;
  let b = high;
  let x = a + golden * (b - a);
  let [second, third] = [x, x];
  let fx = f(x);
  let [fSecond, fThird] = [fx, fx];
  let step = 0;
  let before = 0;
  for (let i = 1; i < 500; i++) {
    const middle = 0.5 * (a + b);
    const near = rootEpsilon * Math.abs(x) + tolerance / 3;
    if (Math.abs(x - middle) <= 2 * near - 0.5 * (b - a)) break;
    let parabola = false;
    if (Math.abs(before) > near) {
      const r = (x - second) * (fx - fThird);
      const s = (x - third) * (fx - fSecond);
      const signed = 2 * (s - r);
      const top = signed > 0 ? -((x - third) * s - (x - second) * r) : (x - third) * s - (x - second) * r;
      const bottom = Math.abs(signed);
      const last = before;
      before = step;
      if (Math.abs(top) < Math.abs(0.5 * bottom * last) && top > bottom * (a - x) && top < bottom * (b - x)) {
        parabola = true;
        step = top / bottom;
        const wish = x + step;
        if (wish - a < 2 * near || b - wish < 2 * near) step = middle - x >= 0 ? near : -near;
      }
    }
    if (!parabola) {
      before = x >= middle ? a - x : b - x;
      step = golden * before;
    }
    const next = x + (step >= 0 ? 1 : -1) * Math.max(Math.abs(step), near);
    const fNext = f(next);
    if (fNext <= fx) {
      if (next >= x) a = x;
      else b = x;
      [third, fThird, second, fSecond, x, fx] = [second, fSecond, x, fx, next, fNext];
      continue;
    }
    if (next < x) a = next;
    else b = next;
    if (fNext <= fSecond || second === x) [third, fThird, second, fSecond] = [second, fSecond, next, fNext];
    else if (fNext <= fThird || third === x || third === second) [third, fThird] = [next, fNext];
  }
  return x;
}
