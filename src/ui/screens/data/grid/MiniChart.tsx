import { sayDate } from '../../../../frame/date.ts';
import type { ColumnProfile } from '../../../../frame/profile.ts';
import { formatCount, formatNumber } from '../../../kit/format.ts';

interface Bar {
  readonly label: string;
  readonly count: number;
}
const WIDTH = 100;
const SHOWN_VALUES = 12;

function barsOf(profile: ColumnProfile): readonly Bar[] {
  const histogram = profile.numeric?.histogram;
  if (histogram) {
    const show = profile.type === 'date' ? sayDate : (v: number) => formatNumber(v);
    return Array.from(histogram.counts, (count, i) => ({ label: `${show(histogram.edges[i]!)} to ${show(histogram.edges[i + 1]!)}`, count }));
  }
  return (profile.top ?? []).slice(0, SHOWN_VALUES).map(({ value, count }) => ({ label: value, count }));
}

/** A column's shape at a glance: a histogram, or the most frequent values from the left. Exact counts on hover. */
export function MiniChart({ profile, height }: { readonly profile: ColumnProfile; readonly height: number }) {
  const bars = barsOf(profile);
  const most = bars.reduce((a, b) => Math.max(a, b.count), 0);
  if (most === 0) return <div style={{ height }} />;
  const gap = profile.numeric ? 0.6 : 1.6;
  const step = WIDTH / (profile.numeric ? bars.length : Math.max(bars.length, 5));
  return (
    <svg className="tl-mini" viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" height={height} aria-hidden>
      {bars.map((bar, i) => {
        const tall = bar.count === 0 ? 0 : Math.max(1, (bar.count / most) * (height - 1));
        return (
          <g key={bar.label}>
            <title>{`${bar.label}: ${formatCount(bar.count)} rows`}</title>
            <rect x={i * step} width={step} height={height} fill="transparent" />
            <rect x={i * step + gap / 2} y={height - tall} width={Math.max(0.5, step - gap)} height={tall} rx={profile.numeric ? 0 : 0.8} />
          </g>
        );
      })}
      <line x1="0" x2={WIDTH} y1={height - 0.25} y2={height - 0.25} />
    </svg>
  );
}
