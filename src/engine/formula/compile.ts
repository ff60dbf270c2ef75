import { StudioError } from '../core/errors.ts';
import { FUNCTIONS } from './functions.ts';
import type { FormulaNode, Operator } from './node.ts';

/** What a formula says of a row; columns are read as they are at that moment. */
export type RowFormula = (row: number) => number;

type Binary = (a: number, b: number) => number;
const OPERATORS: Readonly<Record<Operator, Binary>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  // The sign of the divisor, as in Python.
  '%': (a, b) => a - b * Math.floor(a / b),
  '^': (a, b) => a ** b,
  '<': (a, b) => Number(a < b),
  '<=': (a, b) => Number(a <= b),
  '>': (a, b) => Number(a > b),
  '>=': (a, b) => Number(a >= b),
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  and: (a, b) => Number(a !== 0 && b !== 0),
  or: (a, b) => Number(a !== 0 || b !== 0),
};

/** A formula over columns by name, as a function of the row. A missing value is NaN. Throws StudioError('internal') for a name without a column. */
export function compileFormula(node: FormulaNode, columns: Readonly<Record<string, ArrayLike<number>>>): RowFormula {
  const compile = (n: FormulaNode): RowFormula => compileFormula(n, columns);
  switch (node.kind) {
    case 'number': return () => node.value;
    case 'name': {
      const column = Object.hasOwn(columns, node.name) ? columns[node.name] : undefined;
      if (column === undefined) throw new StudioError('internal', `A formula reads "${node.name}", which it was not given.`);
      return (row) => column[row]!;
    }
    case 'unary': {
      const of = compile(node.of);
      return node.op === '-' ? (row) => -of(row) : (row) => Number(of(row) === 0);
    }
    case 'binary': {
      const [left, right, run] = [compile(node.left), compile(node.right), OPERATORS[node.op]];
      return (row) => run(left(row), right(row));
    }
    case 'call': {
      const { run, fold } = FUNCTIONS[node.name]!;
      const args = node.args.map(compile);
      if (fold) return (row) => args.reduce((so, arg, i) => (i === 0 ? arg(row) : run(so, arg(row), 0)), 0);
      const [a, b = a!, c = a!] = args as [RowFormula, ...RowFormula[]];
      return args.length === 1 ? (row) => run(a(row), 0, 0) : (row) => run(a(row), b(row), c(row));
    }
    default: return node satisfies never;
  }
}
