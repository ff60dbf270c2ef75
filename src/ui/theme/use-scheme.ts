import { useComputedColorScheme } from '@mantine/core';

/** The theme that is on screen now: for charts and canvases, which cannot read CSS variables. */
export const useScheme = (): 'light' | 'dark' => useComputedColorScheme('light', { getInitialValueInEffect: false });
