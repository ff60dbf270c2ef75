import { formulaFault } from './fault.ts';

export interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  /** A name in backticks is given without them. */
  readonly text: string;
  readonly at: number;
  /** In backticks: a name whatever it says, never a word of the language. */
  readonly quoted?: true;
}

const SPACE = /\s+/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const QUOTED = /`((?:[^`]|``)*)`/y;
const SIGN = /\*\*|<=|>=|==|!=|&&|\|\||[-+*/%^<>(),!=]/y;

/** Other spellings of the same sign. */
const SAME: Readonly<Record<string, string>> = { '**': '^', '&&': 'and', '||': 'or', '!': 'not', '=': '==' };

/** The words of a formula, and where each begins. Throws StudioError('param') at a character that begins none. */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length) {
    const space = take(SPACE);
    const number = space ? null : take(NUMBER);
    const name = space ? null : take(NAME);
    const quoted = space ? null : take(QUOTED);
    const sign = space ? null : take(SIGN);
    const match = space ?? number ?? name ?? quoted ?? sign;
    if (match === null) {
      throw formulaFault(text, at, text[at] === '`' ? 'the name that begins here has no closing backtick.' : `"${String.fromCodePoint(text.codePointAt(at)!)}" means nothing here.`);
    }
    if (number) found.push({ kind: 'number', text: number[0], at });
    else if (name) found.push({ kind: ['and', 'or', 'not'].includes(name[0]) ? 'sign' : 'name', text: name[0], at });
    else if (quoted) found.push({ kind: 'name', text: quoted[1]!.replaceAll('``', '`'), at, quoted: true });
    else if (sign) found.push({ kind: 'sign', text: SAME[sign[0]] ?? sign[0], at });
    at += match[0].length;
  }
  return [...found, { kind: 'end', text: '', at: text.length }];
}
