import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconBrandPython, IconDeviceDesktop, IconKeyboard, IconMoon, IconSearch, IconSun } from '@tabler/icons-react';
import type { SessionState } from '../../state/app.ts';
import { useApp, useDocument, useSession } from '../hooks/use-app.ts';
import { BytesSent } from './BytesSent.tsx';
import { openPalette } from './open-palette.ts';
import { SaveState } from './SaveState.tsx';
import { StudyName } from './StudyName.tsx';

const themes: readonly { readonly id: SessionState['theme']; readonly label: string; readonly Icon: typeof IconSun }[] = [
  { id: 'auto', label: 'Like the system', Icon: IconDeviceDesktop },
  { id: 'light', label: 'Light', Icon: IconSun },
  { id: 'dark', label: 'Dark', Icon: IconMoon },
];

function UndoRedo() {
  const { actions } = useApp();
  const undo = useDocument((d) => d.undoLabel);
  const redo = useDocument((d) => d.redoLabel);
  return (
    <>
      <Tooltip label={undo === null ? 'Nothing to undo' : `Undo: ${undo} (Ctrl+Z)`}>
        <ActionIcon aria-label={undo === null ? 'Undo' : `Undo: ${undo}`} aria-disabled={undo === null} mod={{ idle: undo === null }} onClick={() => { if (undo !== null) actions.undo(); }}>
          <IconArrowBackUp size={17} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={redo === null ? 'Nothing to redo' : `Redo: ${redo} (Ctrl+Shift+Z)`}>
        <ActionIcon aria-label={redo === null ? 'Redo' : `Redo: ${redo}`} aria-disabled={redo === null} mod={{ idle: redo === null }} onClick={() => { if (redo !== null) actions.redo(); }}>
          <IconArrowForwardUp size={17} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

function ThemeSwitch() {
  const { actions } = useApp();
  const theme = useSession((s) => s.theme);
  const { Icon } = themes.find((t) => t.id === theme)!;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label="Theme" title="Theme"><Icon size={16} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {themes.map((t) => (
          <Menu.Item key={t.id} leftSection={<t.Icon size={14} />} aria-current={t.id === theme ? 'true' : undefined} onClick={() => actions.setTheme(t.id)}>{t.label}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What is always there: the study, its saving, undo, the palette, theme, the twin, and what was sent. */
export function TopBar() {
  const { actions } = useApp();
  const python = useSession((s) => s.panels.python);
  return (
    <header className="tl-bar">
      <button type="button" className="tl-mark" onClick={() => actions.go('home')} aria-label="Tablab, home">
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden>
          <rect x="1" y="1" width="16" height="16" rx="4" fill="var(--tl-accent)" />
          <path d="M5 12.5V9M9 12.5v-7M13 12.5v-5" stroke="var(--tl-surface)" strokeWidth="2" strokeLinecap="round" />
        </svg>
        <span>Tablab</span>
      </button>
      <StudyName />
      <SaveState />
      <div className="tl-bar-space" />
      <UndoRedo />
      <button type="button" className="tl-search" onClick={openPalette} aria-label="Search every action (Ctrl+K)">
        <IconSearch size={14} aria-hidden />
        <span>Every action by name</span>
        <kbd>Ctrl K</kbd>
      </button>
      <Tooltip label="The Python script that does what this study does">
        <ActionIcon aria-label="Python twin" aria-pressed={python} mod={{ on: python }} onClick={() => actions.togglePanel('python')}><IconBrandPython size={17} /></ActionIcon>
      </Tooltip>
      <Tooltip label="Keys (?)">
        <ActionIcon aria-label="Show the keys" onClick={() => actions.togglePanel('help')}><IconKeyboard size={17} /></ActionIcon>
      </Tooltip>
      <ThemeSwitch />
      <BytesSent />
    </header>
  );
}
