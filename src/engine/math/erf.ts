/**
 * Error functions to about one unit in the last place: W. J. Cody's rational approximations (Math. Comp. 23, 1969),
 * in the arrangement of his CALERF.
 */
const A = [3.1611237438705656, 113.864154151050156, 377.485237685302021, 3209.37758913846947, 0.185777706184603153];
const B = [23.6012909523441209, 244.024637934444173, 1282.61652607737228, 2844.23683343917062];
const C = [0.564188496988670089, 8.88314979438837594, 66.1191906371416295, 298.635138197400131, 881.95222124176909, 1712.04761263407058, 2051.07837782607147, 1230.33935479799725, 2.15311535474403846e-8];
const D = [15.7449261107098347, 117.693950891312499, 537.181101862009858, 1621.38957456669019, 3290.79923573345963, 4362.61909014324716, 3439.36767414372164, 1230.33935480374942];
const P = [0.305326634961232344, 0.360344899949804439, 0.125781726111229246, 0.0160837851487422766, 6.58749161529837803e-4, 0.0163153871373020978];
const Q = [2.56852019228982242, 1.87295284992346047, 0.527905102951428412, 0.0605183413124413191, 0.00233520497626869185];
const INV_SQRT_PI = 0.56418958354775628695;

/** erf(x) for |x| ≤ 0.46875. */
function centre(x: number): number {
  const y = x * x;
  let top = A[4]! * y;
  let bottom = y;
  for (let i = 0; i < 3; i++) {
    top = (top + A[i]!) * y;
    bottom = (bottom + B[i]!) * y;
  }
  return (x * (top + A[3]!)) / (bottom + B[3]!);
}

/** exp(−y²) without the rounding of y²: y is split at a sixteenth. */
function gauss(y: number): number {
  const head = Math.trunc(y * 16) / 16;
  return Math.exp(-head * head) * Math.exp(-(y - head) * (y + head));
}

/** erfc(y) for y > 0.46875. */
function tail(y: number): number {
  if (y > 27.3) return 0;
  if (y <= 4) {
    let top = C[8]! * y;
    let bottom = y;
    for (let i = 0; i < 7; i++) {
      top = (top + C[i]!) * y;
      bottom = (bottom + D[i]!) * y;
    }
    return (gauss(y) * (top + C[7]!)) / (bottom + D[7]!);
  }
  const z = 1 / (y * y);
  let top = P[5]! * z;
  let bottom = z;
  for (let i = 0; i < 4; i++) {
    top = (top + P[i]!) * z;
    bottom = (bottom + Q[i]!) * z;
  }
  const series = (z * (top + P[4]!)) / (bottom + Q[4]!);
  return (gauss(y) * (INV_SQRT_PI - series)) / y;
}

export function erf(x: number): number {
  const y = Math.abs(x);
  if (y <= 0.46875) return centre(x);
  return Math.sign(x) * (1 - tail(y));
}

/** 1 − erf(x), accurate where erf is close to one. */
export function erfc(x: number): number {
  const y = Math.abs(x);
  if (y <= 0.46875) return 1 - centre(x);
  return x > 0 ? tail(y) : 2 - tail(y);
}
