import { type CSSVariablesResolver, createTheme, Input, type MantineColorsTuple } from '@mantine/core';

/** The one accent: white on shade 6 (light) and 5 (dark) meets AA. */
const accent: MantineColorsTuple = ['#eef0fd', '#dcdff9', '#b6bdf0', '#9aa3ff', '#7681e6', '#5c68d9', '#4b57c9', '#3f4ab0', '#363f96', '#2b3278'];

/** Mantine's dark greys, text to ground, in the cool neutrals of the tokens. */
const dark: MantineColorsTuple = ['#e8e9ed', '#c9ccd4', '#a6abb8', '#6b707d', '#3d404a', '#2f323a', '#1e2025', '#17181c', '#121316', '#0d0e10'];

/** Mantine's own knobs, set from the tokens: compact controls, one accent, Inter. */
export const theme = createTheme({
  fontFamily: 'var(--tl-font)',
  fontFamilyMonospace: 'var(--tl-mono)',
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.5', lg: '1.55', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '18px' }, h2: { fontSize: '15px' }, h3: { fontSize: '13px' } } },
  components: {
    Input: Input.extend({ vars: () => ({ wrapper: { '--input-height': '28px', '--input-fz': '13px' } }) }),
    InputWrapper: { defaultProps: { size: 'xs' }, styles: { label: { color: 'var(--tl-dim)', fontSize: 'var(--tl-small)', fontWeight: 400 } } },
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { size: 28, variant: 'subtle', color: 'gray' } },
    Tooltip: { defaultProps: { openDelay: 250, multiline: true, maw: 320, withArrow: false, fz: 12, events: { hover: true, focus: true, touch: true } } },
    // What is typed next belongs to the dialog, and once it is closed to the page: neither waits for a picture that moves.
    Modal: { defaultProps: { transitionProps: { duration: 0 } } },
    Menu: { defaultProps: { shadow: 'md', withinPortal: true } },
    Select: { defaultProps: { size: 'xs', allowDeselect: false } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
  },
});

/** Mantine reads our tokens, so both themes are decided in tokens.css alone. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--tl-surface)',
    '--mantine-color-text': 'var(--tl-text)',
    '--mantine-color-dimmed': 'var(--tl-dim)',
    '--mantine-color-placeholder': 'var(--tl-faint)',
    '--mantine-color-default': 'var(--tl-surface)',
    '--mantine-color-default-hover': 'var(--tl-hover)',
    '--mantine-color-default-border': 'var(--tl-line-strong)',
    '--mantine-color-default-color': 'var(--tl-text)',
    '--mantine-color-error': 'var(--tl-alert)',
    '--mantine-color-anchor': 'var(--tl-accent)',
  };
  return { variables: {}, light: shared, dark: shared };
};
