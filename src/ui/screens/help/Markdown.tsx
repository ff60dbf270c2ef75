import { Fragment, type ReactNode, useMemo } from 'react';
import { type Block, blocks, type Inline } from './markdown.ts';
import './help.css';

interface Props {
  readonly text: string;
  /** The page's own title is shown elsewhere. */
  readonly skipTitle?: boolean;
  /** Opens another page of the help. */
  readonly onPage?: (page: string) => void;
}
type OnPage = Props['onPage'];

/** Positions are the only names that parts of a parsed page have; a page is drawn once and never reordered. */
const keyed = <T,>(parts: readonly T[], draw: (part: T) => ReactNode): ReactNode => parts.map((part, i) => <Fragment key={`part-${i.toString()}`}>{draw(part)}</Fragment>);

const inlines = (parts: readonly Inline[], onPage: OnPage): ReactNode => keyed(parts, (part) => {
  switch (part.kind) {
    case 'text': return part.text;
    case 'code': return <code>{part.text}</code>;
    case 'strong': return <strong>{inlines(part.children, onPage)}</strong>;
    case 'em': return <em>{inlines(part.children, onPage)}</em>;
    case 'link': return part.href.startsWith('https:')
      ? <a className="tl-link" href={part.href} target="_blank" rel="noreferrer">{inlines(part.children, onPage)}</a>
      : <button type="button" className="tl-link" onClick={() => onPage?.(part.href)}>{inlines(part.children, onPage)}</button>;
    default: return part satisfies never;
  }
});

function drawn(block: Block, onPage: OnPage): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Level = block.level === 1 ? 'h2' : block.level === 2 ? 'h3' : 'h4';
      return <Level>{inlines(block.children, onPage)}</Level>;
    }
    case 'paragraph': return <p>{inlines(block.children, onPage)}</p>;
    case 'quote': return <blockquote>{inlines(block.children, onPage)}</blockquote>;
    case 'code': return <pre><code>{block.text}</code></pre>;
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return <List>{keyed(block.items, (item) => <li>{inlines(item, onPage)}</li>)}</List>;
    }
    case 'table': return (
      <div className="tl-table-wrap">
        <table className="tl-table">
          <thead><tr>{keyed(block.head, (cell) => <th scope="col">{inlines(cell, onPage)}</th>)}</tr></thead>
          <tbody>{keyed(block.rows, (row) => <tr>{keyed(row, (cell) => <td>{inlines(cell, onPage)}</td>)}</tr>)}</tbody>
        </table>
      </div>
    );
    default: return block satisfies never;
  }
}

/** A page of Markdown as text on screen. */
export function Markdown({ text, skipTitle = false, onPage }: Props) {
  const page = useMemo(() => blocks(text).filter((b) => !(skipTitle && b.kind === 'heading' && b.level === 1)), [text, skipTitle]);
  return <div className="tl-prose">{keyed(page, (block) => drawn(block, onPage))}</div>;
}
