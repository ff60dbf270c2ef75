/** Everything screens are built of. */
export { Confirm } from './Confirm.tsx';
export { type DataColumn, DataTable } from './DataTable.tsx';
export { download, fileName } from './download.ts';
export { EmptyState } from './EmptyState.tsx';
export { describePlace, ErrorNote } from './ErrorNote.tsx';
export { formatAgo, formatBytes, formatCount, formatDuration, formatNumber, formatPercent, formatScore, plural } from './format.ts';
export { Hint } from './Hint.tsx';
export { Note, type Tone } from './Note.tsx';
export { Num } from './Num.tsx';
export { Plot } from './plotly/Plot.tsx';
export type { PlotPoint } from './plotly/use-plotly.ts';
export { QueryView } from './QueryView.tsx';
export { Screen, Section } from './Screen.tsx';
export { type Pane, Splitter } from './Splitter.tsx';
export { TableWrap } from './TableWrap.tsx';
export { Tag } from './Tag.tsx';
