import { catalog } from '../../engine/models/catalog.ts';
import type { App, StudyEntry } from '../../state/app.ts';
import type { Study } from '../../study/schema.ts';
import type { Command } from './commands.ts';
import { stageKeys, stageOrder, type StageState, stageTitles } from './stages.ts';

interface Situation {
  readonly app: App;
  readonly study: Study;
  readonly states: readonly StageState[];
  readonly undo: string | null;
  readonly redo: string | null;
  readonly studies: readonly StudyEntry[];
  readonly samples: readonly { readonly id: string; readonly title: string; readonly question: string }[];
}

const needsData = 'Needs data: open a file or a sample first.';

/** What can be done from anywhere. Screens add their own while they are open. */
export function baseCommands({ app, study, states, undo, redo, studies, samples }: Situation): readonly Command[] {
  const { actions } = app;
  const without = study.data === null ? needsData : null;
  const count = study.models.length;
  return [
    ...stageOrder.map((stage, i): Command => ({
      id: `go-${stage}`, group: 'Go to', label: `Go to ${stageTitles[stage]}`, keys: i < 9 ? `Alt ${i + 1}` : `G ${stageKeys[stage]}`,
      ...(states[i]?.needs ? { description: states[i].needs } : {}), run: () => actions.go(stage),
    })),
    { id: 'undo', group: 'Edit', label: undo === null ? 'Undo' : `Undo: ${undo}`, keys: 'Ctrl Z', blocked: undo === null ? 'Nothing to undo.' : null, run: actions.undo },
    { id: 'redo', group: 'Edit', label: redo === null ? 'Redo' : `Redo: ${redo}`, keys: 'Ctrl Shift Z', blocked: redo === null ? 'Nothing to redo.' : null, run: actions.redo },
    {
      id: 'train', group: 'Train', label: count === 0 ? 'Train' : `Train ${count} ${count === 1 ? 'model' : 'models'}`, blocked: without ?? (count === 0 ? 'Needs a model: add one on Model.' : null),
      run: () => { actions.go('train'); actions.train(); },
    },
    ...catalog.map((meta): Command => ({ id: `add-${meta.type}`, group: 'Add a model', label: `Add ${meta.name}`, description: meta.summary, keywords: `${meta.type} ${meta.module}`, blocked: without, run: () => { actions.go('model'); actions.addModel(meta.type); } })),
    { id: 'new-study', group: 'Study', label: 'New study', keywords: 'start over empty', run: () => { actions.newStudy(); actions.go('home'); } },
    ...samples.map((sample): Command => ({ id: `sample-${sample.id}`, group: 'Samples', label: `Open sample: ${sample.title}`, description: sample.question, run: () => void actions.openSample(sample.id) })),
    ...studies.filter((entry) => entry.id !== study.id).slice(0, 20).map((entry): Command => ({ id: `study-${entry.id}`, group: 'Recent studies', label: `Open study: ${entry.name}`, ...(entry.dataName ? { description: entry.dataName } : {}), run: () => void actions.openStudy(entry.id) })),
    { id: 'theme-light', group: 'View', label: 'Theme: light', run: () => actions.setTheme('light') },
    { id: 'theme-dark', group: 'View', label: 'Theme: dark', run: () => actions.setTheme('dark') },
    { id: 'theme-auto', group: 'View', label: 'Theme: like the system', run: () => actions.setTheme('auto') },
    { id: 'twin', group: 'View', label: 'Show or hide the Python twin', keywords: 'script code export', run: () => actions.togglePanel('python') },
    { id: 'dock', group: 'View', label: 'Show or hide all that is running', keywords: 'dock jobs queue', run: () => actions.togglePanel('dock') },
    { id: 'keys', group: 'View', label: 'Show the keys', keys: '?', keywords: 'shortcuts keyboard help', run: () => actions.togglePanel('help') },
    ...(['auto', 'webgpu', 'wasm', 'webgl', 'cpu'] as const).map((device): Command => ({ id: `device-${device}`, group: 'Device', label: device === 'auto' ? 'Run nets on the fastest device (measured)' : `Run nets on ${device}`, run: () => actions.setDevice(device) })),
  ];
}
