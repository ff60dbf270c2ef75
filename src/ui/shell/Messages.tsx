import { ActionIcon, Button } from '@mantine/core';
import { useFocusWithin, useHover, useMergedRef } from '@mantine/hooks';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { Message } from '../../state/app.ts';
import { useApp, useSession } from '../hooks/use-app.ts';
import { describePlace } from '../kit/ErrorNote.tsx';

const READ_SECONDS = 7;
const tones = { error: 'alert', warning: 'fixed', info: 'neutral', success: 'passed' } as const;
const icons = { error: IconAlertTriangle, warning: IconAlertTriangle, info: IconInfoCircle, success: IconCircleCheck } as const;

function Line({ message }: { readonly message: Message }) {
  const { actions } = useApp();
  const { ref: hover, hovered } = useHover<HTMLLIElement>();
  const { ref: focus, focused } = useFocusWithin<HTMLLIElement>();
  const ref = useMergedRef(hover, focus);
  const held = hovered || focused;
  const leaves = (message.tone === 'info' || message.tone === 'success') && message.action === null;
  useEffect(() => {
    if (!leaves || held) return;
    const timer = setTimeout(() => actions.dismiss(message.id), READ_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [actions, held, leaves, message.id]);
  const Icon = icons[message.tone];
  const place = message.at === null ? '' : describePlace(message.at);
  return (
    <li ref={ref} className="tl-note tl-message" data-tone={tones[message.tone]}>
      <Icon size={16} aria-hidden />
      <div className="tl-note-words" role={message.tone === 'error' ? 'alert' : 'status'}>
        <p>{message.text}</p>
        {place ? <p className="tl-dim">At {place}.</p> : null}
        {message.action ? (
          <Button mt={4} size="compact-xs" variant="default" onClick={() => { message.action?.run(); actions.dismiss(message.id); }}>{message.action.label}</Button>
        ) : null}
      </div>
      <ActionIcon size={20} aria-label="Dismiss" onClick={() => actions.dismiss(message.id)}><IconX size={14} /></ActionIcon>
    </li>
  );
}

/** Errors and warnings stay until read; good news goes by itself. */
export function Messages() {
  const messages = useSession((s) => s.messages);
  return (
    <aside className="tl-messages" aria-label="Messages">
      <ul className="tl-messages-list">{messages.slice(-5).map((message) => <Line key={message.id} message={message} />)}</ul>
    </aside>
  );
}
