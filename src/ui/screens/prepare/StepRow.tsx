import { ActionIcon, Switch } from '@mantine/core';
import { IconAlertTriangle, IconArrowDown, IconArrowUp, IconChevronRight, IconGripVertical, IconTrash } from '@tabler/icons-react';
import type { DragEvent, KeyboardEvent, ReactNode } from 'react';
import type { StepSpec } from '../../../study/schema.ts';
import { describeColumns, metaOf, nameOf } from './steps.ts';

interface Props {
  readonly step: StepSpec;
  /** ", for 2 of 3 models", or nothing. */
  readonly models: string;
  readonly index: number;
  readonly count: number;
  readonly open: boolean;
  readonly dragged: boolean;
  /** The dragged step would land on this side of this one. */
  readonly drop: 'before' | 'after' | null;
  readonly onOpen: () => void;
  readonly onMove: (to: number) => void;
  readonly onEnable: (enabled: boolean) => void;
  readonly onDelete: () => void;
  readonly onDrag: (what: 'start' | 'over' | 'end') => void;
  readonly children: ReactNode;
}

/** One step of the list: opens in place, moves by drag or Alt and arrows. */
export function StepRow({ step, models, index, count, open, dragged, drop, onOpen, onMove, onEnable, onDelete, onDrag, children }: Props) {
  const meta = metaOf(step.type);
  const name = nameOf(step.type);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) onMove(index + (event.key === 'ArrowUp' ? -1 : 1));
    else if (event.key === 'Delete') onDelete();
    else return;
    event.preventDefault();
  };
  const over = (event: DragEvent): void => {
    event.preventDefault();
    onDrag('over');
  };
  return (
    <li className="tl-step" data-open={open || undefined} data-off={!step.enabled || undefined} data-dragged={dragged || undefined} data-drop={drop ?? undefined}>
      <div className="tl-step-head">
        <span className="tl-step-grip" draggable onDragStart={(event) => { event.dataTransfer.setData('text/plain', name); onDrag('start'); }} onDragEnd={() => onDrag('end')} aria-hidden><IconGripVertical size={14} /></span>
        <button type="button" className="tl-step-name" aria-expanded={open} onClick={onOpen} onKeyDown={onKeyDown} onDragOver={over} onDrop={(event) => event.preventDefault()} title="Alt and an arrow move the step, Delete takes it out">
          <IconChevronRight size={14} aria-hidden />
          <span className="tl-num tl-dim">{index + 1}</span>
          <strong>{name}</strong>
          <span className="tl-dim tl-step-words">{meta === null ? 'is not known to this version' : `${describeColumns(step)}${models}${step.enabled ? '' : ' (off)'}`}</span>
          {meta === null ? <IconAlertTriangle size={14} aria-hidden /> : null}
        </button>
        <ActionIcon size={24} disabled={index === 0} aria-label={`Move ${name} up`} onClick={() => onMove(index - 1)}><IconArrowUp size={14} /></ActionIcon>
        <ActionIcon size={24} disabled={index === count - 1} aria-label={`Move ${name} down`} onClick={() => onMove(index + 1)}><IconArrowDown size={14} /></ActionIcon>
        <Switch aria-label={`Use ${name}`} checked={step.enabled} onChange={(event) => onEnable(event.currentTarget.checked)} />
        <ActionIcon size={24} aria-label={`Delete ${name}`} onClick={onDelete}><IconTrash size={14} /></ActionIcon>
      </div>
      {open ? <div className="tl-step-body">{children}</div> : null}
    </li>
  );
}
