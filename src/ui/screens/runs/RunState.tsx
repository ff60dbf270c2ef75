import { IconAlertTriangle, IconCheck, IconClock, IconLoader2, IconMinus } from '@tabler/icons-react';
import type { Run } from '../../../state/app.ts';
import { Tag } from '../../kit/Tag.tsx';

/** Where a run stands, in a word with its icon. */
export function RunState({ run }: { readonly run: Run | undefined }) {
  if (run?.activity === 'running') return <Tag tone="accent" icon={<IconLoader2 size={12} aria-hidden />}>training</Tag>;
  if (run?.activity === 'stopping') return <Tag tone="accent" icon={<IconLoader2 size={12} aria-hidden />}>stopping</Tag>;
  if (run?.activity === 'queued') return <Tag icon={<IconClock size={12} aria-hidden />}>queued</Tag>;
  if (run?.status === 'failed') return <Tag tone="alert" icon={<IconAlertTriangle size={12} aria-hidden />}>failed</Tag>;
  if (run?.status === 'ok') return <Tag tone="passed" icon={<IconCheck size={12} aria-hidden />}>trained</Tag>;
  return <Tag icon={<IconMinus size={12} aria-hidden />}>not trained</Tag>;
}
