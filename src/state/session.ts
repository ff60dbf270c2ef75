import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Actions, SessionState } from './app.ts';
import type { Preferences } from './deps.ts';

export function createSession(preferences: Partial<Preferences>): StoreApi<SessionState> {
  return createStore<SessionState>(() => ({
    stage: 'home',
    helpTopic: 'home',
    theme: preferences.theme ?? 'auto',
    device: preferences.device ?? 'auto',
    deviceUsed: null,
    selectedRun: null,
    threshold: 0.5,
    focusClass: null,
    messages: [],
    bytesSent: 0,
    jobs: [],
    importing: null,
    panels: { python: false, dock: false, help: preferences.help ?? false },
  }));
}

type SessionActions = Pick<Actions, 'go' | 'setTheme' | 'setDevice' | 'selectRun' | 'setThreshold' | 'setFocusClass' | 'togglePanel'>;

/** What a person sets of the moment; the lasting part of it is remembered by this browser. */
export function sessionActions(session: StoreApi<SessionState>, write: (next: Preferences) => void): SessionActions {
  const remember = (): void => {
    const { theme, device, panels } = session.getState();
    write({ theme, device, help: panels.help });
  };
  return {
    go: (stage) => session.setState((now) => (now.stage === stage ? now : {
      stage,
      helpTopic: stage === 'help' ? now.stage : now.helpTopic,
      // What was said belongs to the screen that is left; an error stays until someone has seen it.
      messages: now.messages.filter((m) => m.tone === 'error'),
    })),
    setTheme(theme) {
      session.setState({ theme });
      remember();
    },
    setDevice(device) {
      session.setState({ device });
      remember();
    },
    selectRun: (selectedRun) => session.setState({ selectedRun, threshold: 0.5, focusClass: null }),
    setThreshold: (value) => session.setState({ threshold: Math.min(1, Math.max(0, value)) }),
    setFocusClass: (focusClass) => session.setState({ focusClass, threshold: 0.5 }),
    togglePanel(panel) {
      session.setState(({ panels }) => ({ panels: { ...panels, [panel]: !panels[panel] } }));
      remember();
    },
  };
}
