import { spotlight } from '@mantine/spotlight';
import { flushSync } from 'react-dom';

/** Id of the palette's field. */
export const PALETTE_FIELD = 'tl-palette-field';

/**
 * Opens the palette with the cursor in its field before this returns: what is typed right after Ctrl+K, however busy the page
 * is, goes into the field, and is neither lost nor taken for keys of the page ("g p" would leave for Prepare).
 */
export function openPalette(): void {
  flushSync(spotlight.open);
  document.getElementById(PALETTE_FIELD)?.focus();
}
