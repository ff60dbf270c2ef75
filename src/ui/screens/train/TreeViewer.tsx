import { ActionIcon, Button, NumberInput, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { classColor } from '../../../charts/theme.ts';
import type { TreeReport } from '../../../jobs/protocol.ts';
import { useApp, useQuery, useStudy } from '../../hooks/use-app.ts';
import { formatCount, plural } from '../../kit/format.ts';
import { QueryView } from '../../kit/QueryView.tsx';
import { useTask } from '../runs/use-study-runs.ts';
import { BoostingSteps } from './BoostingSteps.tsx';
import { TreeDrawing } from './TreeDrawing.tsx';
import { pathText } from './tree-words.ts';
import './tree.css';

/** Levels drawn at once: two to the power of this many cards at most. */
const LEVELS = 5;

function lead(report: TreeReport): string {
  const shape = `${plural(report.leafCount, 'leaf', 'leaves')}, ${plural(report.depth, 'level')} deep`;
  if (report.leaves === 'says') return `${report.trees > 1 ? `${shape}. The model's answer is the mean over its ${formatCount(report.trees)} trees.` : `${shape}.`}`;
  const what = report.outputs.length > 1 ? `the score of ${report.output ?? 'each class'}` : 'the prediction';
  return `${shape}. Each of the ${formatCount(report.trees)} trees adds a little to ${what}.`;
}

function Legend({ outputs }: { readonly outputs: readonly string[] }) {
  return <p className="tl-tree-legend">{outputs.slice(0, 12).map((name, k) => <span key={name} className="tl-class"><span className="tl-dot" style={{ background: classColor(k) }} aria-hidden />{name}</span>)}</p>;
}

const treeKey = (runKey: string, tree: number, from: number | null, row: number | null): string => `tree:${runKey}:${tree}:${from}:${row}`;
const asNumber = (value: number | string): number | null => (typeof value === 'number' && Number.isInteger(value) ? value : null);

function OneTree({ runKey, tree, onTree }: { readonly runKey: string; readonly tree: number; readonly onTree: (tree: number) => void }) {
  const { engine, queries } = useApp();
  const rows = useStudy((study) => study.data?.rows ?? 0);
  const [from, setFrom] = useState<number | null>(null);
  const [row, setRow] = useState<number | null>(null);
  const key = treeKey(runKey, tree, from, row);
  const state = useQuery(key, useCallback((options) => engine.inspectTree({ key: runKey, tree, from, depth: LEVELS, row }, options), [engine, runKey, tree, from, row]));
  const trees = state.data?.trees ?? 1;
  const show = (next: number): void => { onTree(next); setFrom(null); };
  return (
    <>
      <div className="tl-tree-bar">
        <span className="tl-tree-step">
          <NumberInput label={`Tree, of ${formatCount(trees)}`} w={120} min={1} max={trees} allowDecimal={false} value={tree + 1} onChange={(v) => { const n = asNumber(v); if (n !== null && n >= 1 && n <= trees) show(n - 1); }} />
          <ActionIcon aria-label="Previous tree" disabled={tree === 0} onClick={() => show(tree - 1)}><IconChevronLeft size={16} /></ActionIcon>
          <ActionIcon aria-label="Next tree" disabled={tree >= trees - 1} onClick={() => show(tree + 1)}><IconChevronRight size={16} /></ActionIcon>
        </span>
        <NumberInput label="Way of row" placeholder="none" w={120} min={1} max={rows} allowDecimal={false} value={row === null ? '' : row + 1} onChange={(v) => { const n = asNumber(v); if (n === null || (n >= 1 && n <= rows)) setRow(n === null ? null : n - 1); }} />
        {from === null ? null : <Button variant="default" onClick={() => setFrom(null)}>Back to the root</Button>}
      </div>
      <QueryView state={state} onRetry={() => queries.refetch(key)}>
        {(report) => (
          <>
            <p className="tl-dim">{lead(report)}</p>
            {report.output === null && report.leaves === 'says' ? <Legend outputs={report.outputs} /> : null}
            <TreeDrawing key={`${report.tree}:${report.from}`} report={report} onOpen={setFrom} />
            {report.path.length > 0 ? <p>{`Row ${formatCount((row ?? 0) + 1)}: ${pathText(report)}`}</p> : <p className="tl-dim">Press a question to fold what is below it; + opens more. A thicker branch has more training rows.</p>}
          </>
        )}
      </QueryView>
    </>
  );
}

type View = 'tree' | 'steps';

/** The trees of a model: one at a time with the way of any row through it, or, of boosting, as they are added to each other. */
export default function TreeViewer({ runKey }: { readonly runKey: string }) {
  const { engine } = useApp();
  const ranking = useTask() === 'ranking';
  const [tree, setTree] = useState(0);
  const [view, setView] = useState<View>('tree');
  // The viewer asks this first too: it costs a look-up.
  const { data } = useQuery(treeKey(runKey, 0, null, null), useCallback((options) => engine.inspectTree({ key: runKey, tree: 0, from: null, depth: LEVELS, row: null }, options), [engine, runKey]));
  return (
    <div className="tl-tree-viewer">
      {data?.leaves === 'adds' && !ranking ? <SegmentedControl className="tl-tree-view" aria-label="Show the trees" data={[{ value: 'tree', label: 'One tree' }, { value: 'steps', label: 'Step by step' }]} value={view} onChange={(v) => setView(v as View)} /> : null}
      {view === 'tree' ? <OneTree runKey={runKey} tree={tree} onTree={setTree} /> : <BoostingSteps runKey={runKey} onOpen={(t) => { setTree(t); setView('tree'); }} />}
    </div>
  );
}
