import { useEffect } from 'react';
import { useApp } from '../hooks/use-app.ts';
import { openPalette } from './open-palette.ts';
import { stageKeys, stageOrder } from './stages.ts';

const FOLLOW_MS = 1200;

/** Typing belongs to the field it is in. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type)));

/** A dialog has the page to itself: its keys are not the page's. */
const dialogOpen = (): boolean => document.querySelector('[aria-modal="true"]') !== null;

/** Keys of the whole page: Ctrl+K, G then a letter, Alt+1…9, undo, redo, the key map. */
export function useKeys(): void {
  const app = useApp();
  useEffect(() => {
    let goUntil = 0;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const typing = isTyping(event.target);
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      const take = (run: () => void): void => {
        event.preventDefault();
        run();
      };
      if (command && !event.altKey && !event.shiftKey && key === 'k') {
        take(openPalette);
        return;
      }
      if (dialogOpen()) {
        goUntil = 0;
        if (key === '?' && !typing && app.session.getState().panels.help) take(() => app.actions.togglePanel('help'));
        return;
      }
      if (command && !event.altKey && !typing) {
        if (key === 'z') take(event.shiftKey ? app.actions.redo : app.actions.undo);
        else if (key === 'y') take(app.actions.redo);
        return;
      }
      if (event.altKey && !command && /^Digit[1-9]$/.test(event.code)) {
        const stage = stageOrder[Number(event.code.slice(5)) - 1];
        if (stage !== undefined) take(() => app.actions.go(stage));
        return;
      }
      if (typing || command || event.altKey) return;
      if (event.timeStamp < goUntil) {
        goUntil = 0;
        const stage = stageOrder.find((s) => stageKeys[s] === key);
        if (stage !== undefined) take(() => app.actions.go(stage));
      } else if (key === 'g') goUntil = event.timeStamp + FOLLOW_MS;
      else if (key === '?') take(() => app.actions.togglePanel('help'));
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [app]);
}
