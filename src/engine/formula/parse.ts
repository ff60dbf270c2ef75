import { formulaFault } from './fault.ts';
import { FUNCTIONS } from './functions.ts';
import type { FormulaNode, Operator } from './node.ts';
import { type Token, tokens } from './tokens.ts';

/** How tightly each operator binds: as in Python, but comparisons do not chain. */
const BINDS: Readonly<Record<string, number>> = { or: 1, and: 2, '==': 4, '!=': 4, '<': 4, '<=': 4, '>': 4, '>=': 4, '+': 5, '-': 5, '*': 6, '/': 6, '%': 6, '^': 8 };
const COMPARISON = 4;
const POWER = 8;
const NOT = 3;
const MINUS = 7;

/** Far more than honest use; so that no text can exhaust the stack. */
const LIMITS = { characters: 10_000, depth: 200 } as const;

const listed = (names: readonly string[]): string => (names.length > 12 ? `${names.slice(0, 12).join(', ')} and ${names.length - 12} more` : names.join(', '));
const spoken = ({ kind, text }: Token): string => (kind === 'end' ? 'the end' : `"${text}"`);

class Parser {
  #at = 0;
  #depth = 0;
  readonly #tokens: readonly Token[];

  constructor(readonly text: string, readonly names: readonly string[]) {
    this.#tokens = tokens(text);
  }

  get #next(): Token {
    return this.#tokens[this.#at]!;
  }

  whole(): FormulaNode {
    const node = this.#expression(0);
    const { kind, text, at } = this.#next;
    if (kind !== 'end') throw formulaFault(this.text, at, text === ')' ? 'this bracket was never opened.' : `${spoken(this.#next)} cannot follow here; an operator such as + or * is expected.`);
    return node;
  }

  #expression(least: number): FormulaNode {
    if (++this.#depth > LIMITS.depth) throw formulaFault(this.text, this.#next.at, `it is nested more than ${LIMITS.depth} deep. Write it in parts.`);
    let left = this.#operand();
    for (;;) {
      const { kind, text, at } = this.#next;
      const binds = kind === 'sign' ? BINDS[text] : undefined;
      if (binds === undefined || binds < least) break;
      this.#at++;
      // Powers group from the right, comparisons not at all.
      const right = this.#expression(binds === POWER ? POWER : binds + 1);
      left = { kind: 'binary', op: text as Operator, left, right };
      if (binds === COMPARISON && this.#next.kind === 'sign' && BINDS[this.#next.text] === COMPARISON) throw formulaFault(this.text, at, 'comparisons cannot be chained. Write "a < b and b < c".');
    }
    this.#depth--;
    return left;
  }

  #operand(): FormulaNode {
    const token = this.#next;
    this.#at++;
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'name') return this.#next.text === '(' && this.#next.kind === 'sign' && token.quoted !== true ? this.#call(token) : this.#name(token);
    if (token.text === '-') return { kind: 'unary', op: '-', of: this.#expression(MINUS) };
    if (token.text === '+') return this.#expression(MINUS);
    if (token.text === 'not') return { kind: 'unary', op: 'not', of: this.#expression(NOT) };
    if (token.text === '(') {
      const inner = this.#expression(0);
      this.#close(token.at);
      return inner;
    }
    throw formulaFault(this.text, token.at, `a number, a name or "(" is expected, and ${spoken(token)} came.`);
  }

  #name({ text, at, quoted }: Token): FormulaNode {
    if (this.names.includes(text)) return { kind: 'name', name: text };
    if (quoted !== true && Object.hasOwn(FUNCTIONS, text)) throw formulaFault(this.text, at, `${text} is a function: write what it is of in brackets, such as ${text}(${this.names[0] ?? '1'}).`);
    throw formulaFault(this.text, at, `there is no "${text}". There are ${listed(this.names)}.`);
  }

  #call({ text, at }: Token): FormulaNode {
    const found = Object.hasOwn(FUNCTIONS, text) ? FUNCTIONS[text] : undefined;
    if (found === undefined) throw formulaFault(this.text, at, `there is no function "${text}". There are ${Object.keys(FUNCTIONS).join(', ')}.`);
    const opened = this.#next.at;
    this.#at++;
    const args: FormulaNode[] = [];
    if (this.#next.text !== ')') {
      do args.push(this.#expression(0));
      while (this.#next.kind === 'sign' && this.#next.text === ',' && ++this.#at > 0);
    }
    this.#close(opened);
    const { least, most } = found;
    if (args.length < least || args.length > most) throw formulaFault(this.text, at, `${text} takes ${least === most ? least : `${least} to ${most}`} ${most === 1 ? 'value' : 'values'}, and ${args.length} came.`);
    return { kind: 'call', name: text, args };
  }

  #close(opened: number): void {
    const { kind, text, at } = this.#next;
    if (kind !== 'sign' || text !== ')') throw formulaFault(this.text, at, `the bracket of character ${opened + 1} is not closed before ${spoken(this.#next)}.`);
    this.#at++;
  }
}

/**
 * Reads a formula: numbers, the `names` given (those that are no single word in backticks), + − * / % ^, comparisons, and, or, not, and
 * the functions of `FUNCTIONS`. Nothing is ever run as code. Throws StudioError('param') with the place and the reason.
 */
export function parseFormula(text: string, names: readonly string[]): FormulaNode {
  if (text.length > LIMITS.characters) throw formulaFault(text, LIMITS.characters, `it is longer than ${LIMITS.characters.toLocaleString('en')} characters.`);
  if (text.trim() === '') throw formulaFault(text, 0, 'it is empty.');
  return new Parser(text, names).whole();
}
