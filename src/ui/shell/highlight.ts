export interface Token {
  readonly kind: 'plain' | 'comment' | 'text' | 'number' | 'keyword';
  readonly text: string;
  /** Offset in the code. */
  readonly at: number;
}

const pattern = /(?<comment>#[^\n]*)|(?<text>"""[\s\S]*?"""|'''[\s\S]*?'''|[rbf]?"(?:\\.|[^"\\\n])*"|[rbf]?'(?:\\.|[^'\\\n])*')|(?<number>\b\d[\w.]*\b)|(?<keyword>\b(?:and|as|assert|class|def|del|elif|else|except|False|finally|for|from|global|if|import|in|is|lambda|None|not|or|pass|raise|return|True|try|while|with|yield)\b)/g;

/** Splits Python into coloured pieces; joined again they are the code, whatever it holds. */
export function highlight(code: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const match of code.matchAll(pattern)) {
    if (match.index > at) tokens.push({ kind: 'plain', text: code.slice(at, match.index), at });
    const kind = (['comment', 'text', 'number', 'keyword'] as const).find((k) => match.groups?.[k] !== undefined) ?? 'plain';
    tokens.push({ kind, text: match[0], at: match.index });
    at = match.index + match[0].length;
  }
  if (at < code.length) tokens.push({ kind: 'plain', text: code.slice(at), at });
  return tokens;
}
