import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useApp, useDocument, useRuns, useStudies } from '../hooks/use-app.ts';
import { baseCommands } from './base-commands.ts';
import { useAllCommands, useCommands } from './commands.ts';
import { PALETTE_FIELD } from './open-palette.ts';
import { countRuns, stageStates } from './stages.ts';
import { useSamples } from './use-samples.ts';

/** Ctrl+K: every action by name. What cannot be done now is there too, greyed, with the reason. */
export function Palette() {
  const app = useApp();
  const study = useDocument((d) => d.study);
  const undo = useDocument((d) => d.undoLabel);
  const redo = useDocument((d) => d.redoLabel);
  const studies = useStudies();
  const samples = useSamples();
  const trained = useRuns((runs) => countRuns(study, runs, app.runKey).trained);
  useCommands(useMemo(() => baseCommands({ app, study, states: stageStates(study, trained, 0), undo, redo, studies, samples }), [app, study, trained, undo, redo, studies, samples]));
  const commands = useAllCommands();
  const groups = useMemo<SpotlightActionGroupData[]>(() => {
    const byGroup = new Map<string, SpotlightActionGroupData['actions']>();
    for (const command of commands) {
      const list = byGroup.get(command.group) ?? [];
      list.push({
        id: command.id,
        label: command.label,
        description: command.blocked ?? command.description ?? '',
        keywords: `${command.keywords ?? ''} ${command.group}`,
        disabled: Boolean(command.blocked),
        onClick: command.run,
        rightSection: command.keys ? <kbd>{command.keys}</kbd> : null,
      });
      byGroup.set(command.group, list);
    }
    return [...byGroup].map(([group, actions]) => ({ group, actions }));
  }, [commands]);
  return (
    <Spotlight
      actions={groups}
      nothingFound="No action of that name. Try the name of a stage, a model or a sample."
      highlightQuery
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      scrollable
      attributes={{ content: { 'aria-label': 'Every action by name' } }}
      maxHeight={440}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      shortcut={null}
      transitionProps={{ duration: 0 }}
      searchProps={{ id: PALETTE_FIELD, leftSection: <IconSearch size={16} />, placeholder: 'What do you want to do?', 'aria-label': 'Search every action' }}
    />
  );
}
