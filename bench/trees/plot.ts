import { learnerOf } from './learners.ts';
import type { Measured } from './measure.ts';

interface Line {
  readonly label: string;
  readonly color: string;
  readonly dashed: boolean;
  readonly points: readonly (readonly [number, number])[];
}

const COLORS: Readonly<Record<string, string>> = { XGBoost: '#d9480f', LightGBM: '#2b8a3e', CatBoost: '#c2a000', 'scikit-learn': '#868e96', xgboost: '#d9480f', lightgbm: '#2b8a3e', catboost: '#c2a000' };
const [WIDTH, HEIGHT, LEFT, TOP] = [430, 300, 58, 40] as const;

/** One line a learner of ours (whole) and a library (dashed, the same colour as our flavour of it). */
function lines(all: readonly Measured[], at: (m: Measured) => number): readonly Line[] {
  const names = [...new Set(all.map((m) => m.name))];
  return names.map((name) => {
    const own = all.filter((m) => m.name === name);
    return { label: own[0]!.ours ? `ours, ${learnerOf(name).title}` : name, color: COLORS[name] ?? '#000', dashed: !own[0]!.ours, points: own.map((m) => [at(m), m.seconds] as const).sort((a, b) => a[0] - b[0]) };
  });
}

const decades = (values: readonly number[]): readonly number[] => {
  const [low, high] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
  return Array.from({ length: Math.max(1, high - low) + 1 }, (_, i) => low + i);
};

const short = (value: number): string => (value >= 1e6 ? `${value / 1e6} M` : value >= 1000 ? `${value / 1000} k` : String(Number(value.toPrecision(2))));

/** Seconds over size, both by factors of ten. */
function panel(title: string, axis: string, drawn: readonly Line[], x0: number): string {
  const points = drawn.flatMap((l) => l.points);
  const [xs, ys] = [decades(points.map((p) => p[0])), decades(points.map((p) => p[1]))];
  const x = (v: number): number => x0 + LEFT + ((Math.log10(v) - xs[0]!) / (xs.at(-1)! - xs[0]!)) * WIDTH;
  const y = (v: number): number => TOP + HEIGHT - ((Math.log10(v) - ys[0]!) / (ys.at(-1)! - ys[0]!)) * HEIGHT;
  const grid = [
    ...xs.map((d) => `<path class="grid" d="M${x(10 ** d)} ${TOP}V${TOP + HEIGHT}"/><text x="${x(10 ** d)}" y="${TOP + HEIGHT + 18}" text-anchor="middle">${short(10 ** d)}</text>`),
    ...ys.map((d) => `<path class="grid" d="M${x0 + LEFT} ${y(10 ** d)}H${x0 + LEFT + WIDTH}"/><text x="${x0 + LEFT - 8}" y="${y(10 ** d) + 4}" text-anchor="end">${short(10 ** d)} s</text>`),
  ];
  const curves = drawn.map(({ color, dashed, points: of }) => {
    const places = of.map(([a, b]) => `${x(a).toFixed(1)} ${y(b).toFixed(1)}`);
    const dots = dashed ? '' : of.map(([a, b]) => `<circle cx="${x(a).toFixed(1)}" cy="${y(b).toFixed(1)}" r="3" fill="${color}"/>`).join('');
    return `<path d="M${places.join('L')}" fill="none" stroke="${color}" stroke-width="${dashed ? 1.5 : 2.5}"${dashed ? ' stroke-dasharray="5 4"' : ''}/>${dots}`;
  });
  return `<text class="title" x="${x0 + LEFT}" y="${TOP - 16}">${title}</text>${grid.join('')}${curves.join('')}<text x="${x0 + LEFT + WIDTH / 2}" y="${TOP + HEIGHT + 38}" text-anchor="middle">${axis}</text>`;
}

/** Growth of the time of a fit with rows (28 columns) and with columns (20,000 rows), at the most threads measured. */
export function plot(all: readonly Measured[]): string {
  const threads = Math.max(...all.map((m) => m.case.threads));
  const shown = all.filter((m) => m.case.threads === threads);
  const byRows = lines(shown.filter((m) => m.case.columns === 28), (m) => m.case.rows);
  const byColumns = lines(shown.filter((m) => m.case.rows === 20_000), (m) => m.case.columns);
  const panels = [
    ...(byRows.length > 0 ? [panel(`28 columns, ${threads} threads`, 'rows', byRows, 0)] : []),
    ...(byColumns.length > 0 ? [panel(`20,000 rows, ${threads} threads`, 'columns', byColumns, WIDTH + LEFT + 20)] : []),
  ];
  const legend = (byRows.length > 0 ? byRows : byColumns).map(({ label, color, dashed }, k) => {
    const [x, y] = [LEFT + (k % 4) * 230, TOP + HEIGHT + 66 + 20 * Math.floor(k / 4)];
    return `<path d="M${x} ${y - 4}h28" stroke="${color}" stroke-width="${dashed ? 1.5 : 2.5}"${dashed ? ' stroke-dasharray="5 4"' : ''}/><text x="${x + 36}" y="${y}">${label}</text>`;
  });
  const [width, height] = [2 * (WIDTH + LEFT + 20), TOP + HEIGHT + 100];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12">
<style>text{fill:#343a40}.title{font-size:14px;font-weight:600}.grid{stroke:#dee2e6;fill:none}</style>
<rect width="${width}" height="${height}" fill="#fff"/>
${[...panels, ...legend].join('\n')}
</svg>
`;
}
