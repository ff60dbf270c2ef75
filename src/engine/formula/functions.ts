/** A function of formulas: how many arguments it takes, what it computes, and how NumPy writes it. */
export interface FormulaFunction {
  readonly least: number;
  readonly most: number;
  readonly run: (a: number, b: number, c: number) => number;
  /** `$0`, `$1`, `$2` stand for the arguments. Left out where arguments are taken two at a time by `fold`. */
  readonly python: string;
  /** Takes any number of arguments, two at a time from the left. */
  readonly fold?: true;
}

const one = (run: (x: number) => number, python: string): FormulaFunction => ({ least: 1, most: 1, run, python: `np.${python}($0)` });
const many = (run: (a: number, b: number) => number, python: string): FormulaFunction => ({ least: 2, most: 20, run: (a, b) => run(a, b), python: `np.${python}($0, $1)`, fold: true });

/** A missing value is NaN, and what is computed of it is missing; `isnan` asks for it. */
export const FUNCTIONS: Readonly<Record<string, FormulaFunction>> = {
  abs: one(Math.abs, 'abs'),
  ceil: one(Math.ceil, 'ceil'),
  cos: one(Math.cos, 'cos'),
  exp: one(Math.exp, 'exp'),
  expm1: one(Math.expm1, 'expm1'),
  floor: one(Math.floor, 'floor'),
  log: one(Math.log, 'log'),
  log10: one(Math.log10, 'log10'),
  log1p: one(Math.log1p, 'log1p'),
  log2: one(Math.log2, 'log2'),
  sign: one(Math.sign, 'sign'),
  sin: one(Math.sin, 'sin'),
  sqrt: one(Math.sqrt, 'sqrt'),
  tanh: one(Math.tanh, 'tanh'),
  isnan: { least: 1, most: 1, run: (x) => Number(Number.isNaN(x)), python: '(np.isnan($0) * 1.0)' },
  min: many(Math.min, 'minimum'),
  max: many(Math.max, 'maximum'),
  clip: { least: 3, most: 3, run: (x, low, high) => Math.min(Math.max(x, low), high), python: 'np.clip($0, $1, $2)' },
  where: { least: 3, most: 3, run: (condition, yes, no) => (condition === 0 ? no : yes), python: 'np.where($0, $1, $2)' },
};
