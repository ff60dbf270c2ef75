/** Text that is markup already. Only `html` makes it, so that text from data can never become markup. */
export interface Html {
  readonly markup: string;
}
export type Part = Html | string | number | null | false | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Control characters are no characters of a document; they are shown as a replacement. */
export const escaped = (text: string): string => text.replace(/(?![\t\n\r])\p{Cc}/gu, '\ufffd').replace(/[&<>"']/g, (c) => ENTITIES[c]!);

function print(part: Part): string {
  if (part === null || part === false) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  if ('markup' in part) return part.markup;
  return part.map(print).join('');
}

/** A template whose values are escaped, unless they come from `html` themselves. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  ({ markup: strings.reduce((so, s, i) => so + s + (i < parts.length ? print(parts[i]!) : ''), '') });

/** For texts of our own only: the style sheet. */
export const trusted = (markup: string): Html => ({ markup });
