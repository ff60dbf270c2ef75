/**
 * A small, safe Markdown: headings, paragraphs, lists, tables, code, quotes, links, emphasis. It gives a tree of plain
 * values that React draws as text, so nothing in a page can become markup of its own.
 */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly children: readonly Inline[] }
  /** `href` is an https address or the name of another page of the help. */
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] };

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly children: readonly Inline[] }
  | { readonly kind: 'paragraph' | 'quote'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'table'; readonly head: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[] };

const INLINE = /`([^`]+)`|\*\*(.+?)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*|\[([^\]]+)\]\(([^)\s]+)\)/;
const SAFE = /^(?:https:\/\/\S+|[a-z0-9-]+)$/;

export function inline(source: string): readonly Inline[] {
  const parts: Inline[] = [];
  let rest = source;
  for (;;) {
    const found = INLINE.exec(rest);
    if (!found) break;
    if (found.index > 0) parts.push({ kind: 'text', text: rest.slice(0, found.index) });
    const [whole, code, strong, em, label, href] = found;
    if (code !== undefined) parts.push({ kind: 'code', text: code });
    else if (strong !== undefined) parts.push({ kind: 'strong', children: inline(strong) });
    else if (em !== undefined) parts.push({ kind: 'em', children: inline(em) });
    else if (label !== undefined && href !== undefined && SAFE.test(href)) parts.push({ kind: 'link', href, children: inline(label) });
    else parts.push({ kind: 'text', text: label ?? whole });
    rest = rest.slice(found.index + whole.length);
  }
  if (rest !== '') parts.push({ kind: 'text', text: rest });
  return parts;
}

const cellsOf = (line: string): readonly string[] => line.replace(/^\s*\|/, '').replace(/\|\s*$/, '').split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|').trim());
const LIST = /^(\s*)([-*]|\d+[.)])\s+(.*)$/;
const STARTS = /^(?:#{1,4}\s|```|>|\s*(?:[-*]|\d+[.)])\s|\|)/;

/** Blocks of a page; a table needs its line of dashes, everything else is as plain as it looks. */
export function blocks(source: string): readonly Block[] {
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  const found: Block[] = [];
  for (let i = 0; i < lines.length; ) {
    const line = lines[i]!;
    const heading = /^(#{1,4})\s+(.*)$/.exec(line);
    if (line.trim() === '') i++;
    else if (heading) {
      found.push({ kind: 'heading', level: heading[1]!.length as 1 | 2 | 3 | 4, children: inline(heading[2]!) });
      i++;
    } else if (line.startsWith('```')) {
      const end = lines.findIndex((l, k) => k > i && l.startsWith('```'));
      const stop = end < 0 ? lines.length : end;
      found.push({ kind: 'code', language: line.slice(3).trim(), text: lines.slice(i + 1, stop).join('\n') });
      i = stop + 1;
    } else if (line.startsWith('|') && /^\|?[\s:|-]+\|?$/.test(lines[i + 1] ?? '')) {
      let stop = i + 2;
      while (stop < lines.length && lines[stop]!.startsWith('|')) stop++;
      found.push({ kind: 'table', head: cellsOf(line).map(inline), rows: lines.slice(i + 2, stop).map((l) => cellsOf(l).map(inline)) });
      i = stop;
    } else if (LIST.test(line)) {
      const items: string[] = [];
      const ordered = /\d/.test(LIST.exec(line)![2]!);
      while (i < lines.length && lines[i]!.trim() !== '') {
        const item = LIST.exec(lines[i]!);
        if (item) items.push(item[3]!);
        else if (/^\s/.test(lines[i]!)) items[items.length - 1] += ` ${lines[i]!.trim()}`;
        else break;
        i++;
      }
      found.push({ kind: 'list', ordered, items: items.map(inline) });
    } else {
      const quote = line.startsWith('>');
      const text: string[] = [];
      while (i < lines.length && lines[i]!.trim() !== '' && (text.length === 0 || (quote ? lines[i]!.startsWith('>') : !STARTS.test(lines[i]!)))) text.push(lines[i++]!.replace(/^>\s?/, '').trim());
      found.push({ kind: quote ? 'quote' : 'paragraph', children: inline(text.join(' ')) });
    }
  }
  return found;
}

/** A page's words without its marks, for searching. */
export function plainText(source: string): string {
  const of = (parts: readonly Inline[]): string => parts.map((p) => ('text' in p ? p.text : of(p.children))).join('');
  return blocks(source)
    .map((b) => (b.kind === 'code' ? b.text : b.kind === 'list' ? b.items.map(of).join(' ') : b.kind === 'table' ? [b.head, ...b.rows].flat().map(of).join(' ') : of(b.children)))
    .join('\n');
}

/** The first heading. */
export const titleOf = (source: string): string => plainText(/^#\s+(.*)$/m.exec(source)?.[1] ?? 'Untitled');
