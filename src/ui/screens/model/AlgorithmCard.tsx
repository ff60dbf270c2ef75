import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Meta } from '../../../engine/core/algorithm.ts';
import { Tag } from '../../kit/Tag.tsx';
import { tasksInWords } from './suits.ts';

interface Props {
  readonly meta: Meta;
  /** How many of it the study has. */
  readonly count: number;
  readonly onAdd: () => void;
}

const levels = { speed: ['slow', 'medium', 'fast'], readability: ['opaque', 'partly readable', 'readable'] } as const;

function Meter({ what, level }: { readonly what: keyof typeof levels; readonly level: 1 | 2 | 3 }) {
  const word = levels[what][level - 1]!;
  return (
    <span className="tl-meter" title={`${what}: ${word}`}>
      {[1, 2, 3].map((step) => <span key={step} className="tl-meter-dot" data-on={step <= level || undefined} aria-hidden />)}
      <span className="tl-meter-word"><span className="tl-hidden">{`${what}: `}</span>{word}</span>
    </span>
  );
}

/** What an algorithm is, what it is good for and what it needs, in four lines. */
export function AlgorithmCard({ meta, count, onAdd }: Props) {
  const { tags } = meta;
  const needs = [tags.images ? 'images' : '', tags.wantsScaling ? 'scaled columns' : '', tags.allowNaN ? '' : 'no missing cells'].filter(Boolean);
  return (
    <li className="tl-card">
      <div className="tl-card-head">
        <h3 className="tl-card-title">{meta.name}</h3>
        <Button size="compact-xs" variant="default" leftSection={<IconPlus size={12} aria-hidden />} onClick={onAdd} aria-label={`Add ${meta.name}`}>Add</Button>
      </div>
      <p className="tl-card-text">{meta.summary}</p>
      <div className="tl-card-foot">
        {count > 0 ? <Tag tone="accent">{count === 1 ? 'in the study' : `${count} in the study`}</Tag> : null}
        <Meter what="speed" level={tags.speed} />
        <Meter what="readability" level={tags.readability} />
        <span className="tl-dim" title={`Learns ${tasksInWords(tags.tasks)}`}>{needs.length > 0 ? `needs ${needs.join(', ')}` : 'takes columns as they are'}</span>
      </div>
    </li>
  );
}
