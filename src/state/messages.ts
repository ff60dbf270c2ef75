import type { StoreApi } from 'zustand/vanilla';
import { errorRecord } from '../engine/core/errors.ts';
import type { Actions, SessionState } from './app.ts';

export type Say = Actions['say'];

/** Messages stay until dismissed; the same sentence said again while it stands there is not repeated. */
export function createMessages(session: StoreApi<SessionState>): { readonly say: Say; readonly dismiss: (id: number) => void; readonly fail: (thrown: unknown) => void } {
  let next = 1;
  const say: Say = (message) => session.setState((state) => {
    if (state.messages.some((m) => m.text === message.text && m.tone === message.tone)) return state;
    return { messages: [...state.messages, { at: null, action: null, ...message, id: next++ }] };
  });
  return {
    say,
    dismiss: (id) => session.setState((state) => ({ messages: state.messages.filter((m) => m.id !== id) })),
    fail(thrown) {
      const error = errorRecord(thrown);
      if (error.code !== 'cancelled') say({ tone: 'error', text: error.message, at: error.at });
    },
  };
}
