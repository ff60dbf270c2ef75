import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconTool } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'accent' | 'alert' | 'fixed' | 'passed';
const icons = { neutral: IconInfoCircle, accent: IconInfoCircle, alert: IconAlertTriangle, fixed: IconTool, passed: IconCircleCheck } as const;

/** A sentence that stays in place: never colour alone, always an icon and words. */
export function Note({ tone = 'neutral', action, children }: { readonly tone?: Tone; readonly action?: ReactNode; readonly children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <div className="tl-note" data-tone={tone}>
      <Icon size={16} aria-hidden />
      <div className="tl-note-words">{children}</div>
      {action}
    </div>
  );
}
