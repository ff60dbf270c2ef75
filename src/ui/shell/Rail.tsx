import { Tooltip } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useApp, useRuns, useSession, useStudy } from '../hooks/use-app.ts';
import { formatCount } from '../kit/format.ts';
import { stageIcons } from './icons.ts';
import { countRuns, stageStates, type StageState } from './stages.ts';

function Item({ state, index, current }: { readonly state: StageState; readonly index: number; readonly current: boolean }) {
  const { actions } = useApp();
  const Icon = stageIcons[state.stage];
  const hint = state.needs ?? (index < 9 ? `${state.title} (Alt+${index + 1})` : state.title);
  return (
    <li data-last={state.stage === 'help' || undefined}>
      {/* Late, and gone with the click: it would lie over the screen that was just asked for. */}
      <Tooltip label={hint} position="right" openDelay={700} disabled={current}>
        <button type="button" className="tl-rail-item" aria-current={current ? 'page' : undefined} data-blocked={state.needs !== null || undefined} aria-label={state.short === null ? undefined : `${state.title}, ${state.short}`} onClick={() => actions.go(state.stage)}>
          <Icon size={16} stroke={1.75} aria-hidden />
          <span className="tl-rail-words">
            <span className="tl-rail-title">{state.title}</span>
            {state.short ? <span className="tl-rail-short">{state.short}</span> : null}
          </span>
          {state.count !== null ? <span className="tl-rail-count tl-num">{formatCount(state.count)}</span> : null}
          {state.done ? <IconCheck size={14} className="tl-rail-done" aria-label="done" /> : null}
        </button>
      </Tooltip>
    </li>
  );
}

/** The stages in the order of the work; each opens at any time and says what it still needs. */
export function Rail() {
  const app = useApp();
  const stage = useSession((s) => s.stage);
  const study = useStudy((s) => s);
  const trained = useRuns((runs) => countRuns(study, runs, app.runKey).trained);
  const active = useRuns((runs) => countRuns(study, runs, app.runKey).active);
  return (
    <nav className="tl-rail" aria-label="Stages">
      <ol className="tl-rail-list">
        {stageStates(study, trained, active).map((state, index) => <Item key={state.stage} state={state} index={index} current={state.stage === stage} />)}
      </ol>
    </nav>
  );
}
