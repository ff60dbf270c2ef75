import type { Preferences } from '../state/deps.ts';

/** Also read by public/theme.js, before anything else is loaded. */
const KEY = 'tablab-preferences';
const THEMES: readonly unknown[] = ['auto', 'light', 'dark'];
const DEVICES: readonly unknown[] = ['auto', 'webgpu', 'wasm', 'webgl', 'cpu'];

/** What this browser remembers; what is not understood is left out. */
export function readPreferences(): Partial<Preferences> {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
    return {
      ...(THEMES.includes(kept.theme) ? { theme: kept.theme! } : {}),
      ...(DEVICES.includes(kept.device) ? { device: kept.device! } : {}),
      ...(typeof kept.help === 'boolean' ? { help: kept.help } : {}),
    };
  } catch {
    // Blocked or not JSON: the defaults are as good.
    return {};
  }
}

export function writePreferences(next: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Blocked or full: the choice holds until the tab is closed.
  }
}
