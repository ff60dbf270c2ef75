import { Modal } from '@mantine/core';
import { useApp, useSession } from '../hooks/use-app.ts';
import { stageKeys, stageOrder, stageTitles } from './stages.ts';

const groups: readonly { readonly title: string; readonly keys: readonly (readonly [string, readonly string[]])[] }[] = [
  {
    title: 'Anywhere',
    keys: [
      ['Every action by name', ['Ctrl', 'K']],
      ['Undo', ['Ctrl', 'Z']],
      ['Redo', ['Ctrl', 'Shift', 'Z']],
      ['Paste a table from the clipboard', ['Ctrl', 'V']],
      ['This map', ['?']],
    ],
  },
  { title: 'Go to', keys: stageOrder.map((s, i) => [stageTitles[s], i < 9 ? ['G', stageKeys[s].toUpperCase(), 'or', 'Alt', String(i + 1)] : ['G', '?']] as const) },
  {
    title: 'In the grid',
    keys: [
      ['Move by a cell', ['↑', '↓', '←', '→']],
      ['Move by a page', ['PgUp', 'PgDn']],
      ['First, last column', ['Home', 'End']],
      ['First, last row', ['Ctrl', '↑', '↓']],
      ['Open the column', ['Enter']],
      ['Make the column narrower, wider', ['Alt', 'Shift', '←', '→']],
      ['Choose several columns', ['Shift', 'click', 'or', 'Space']],
    ],
  },
  { title: 'In lists of steps', keys: [['Move a step up or down', ['Alt', '↑', '↓']], ['Take a step out', ['Delete']]] },
];

/** One key shows all keys. */
export function KeyMap() {
  const { actions } = useApp();
  const opened = useSession((s) => s.panels.help);
  return (
    <Modal opened={opened} onClose={() => actions.togglePanel('help')} title="Keys" size={760} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="tl-keys">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map(([what, keys]) => (
                <div key={what} className="tl-keys-line">
                  <dt>{what}</dt>
                  <dd>{keys.map((k) => (k === 'or' || k === 'click' ? <span key={k} className="tl-dim">{k}</span> : <kbd key={k}>{k}</kbd>))}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
