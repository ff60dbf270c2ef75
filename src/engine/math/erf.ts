/**
 * Error functions to about one unit in the last place: W. J. Cody's rational approximations (Math. Comp. 23, 1969),
 * in the arrangement of his CALERF.
 */
const A = [3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694, 0.18577770618460315];
const B = [23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171];
const C = [0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769, 1712.0476126340707, 2051.0783778260716, 1230.3393547979972, 2.1531153547440383e-8];
const D = [15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597, 4362.619090143247, 3439.3676741437216, 1230.3393548037495];
const P = [0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275, 0.0006587491615298378, 0.016315387137302097];
const Q = [2.568520192289822, 1.8729528499234604, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918];
const INV_SQRT_PI = 0.5641895835477563;

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
