import { memo } from 'react';
import { type Frame, tickText } from './layout.ts';
import { pathOf, type Series } from './series.ts';

export interface Ink {
  readonly font: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly grid: string;
  /** What it is drawn on: words keep it free around them. */
  readonly paper: string;
}

interface Props {
  readonly frame: Frame;
  readonly series: readonly Series[];
  readonly ink: Ink;
}

/** Width of a letter of 12 px; near enough to set the words of a legend side by side. */
const LETTER = 6.7;
const SAMPLE = 26;

function Legend({ series, frame, ink }: Props) {
  const named = series.filter((s) => s.inLegend);
  const widths = named.map((s) => SAMPLE + 6 + s.name.length * LETTER + 14);
  return named.map((s, i) => (
    <g key={s.name} transform={`translate(${frame.left + widths.slice(0, i).reduce((a, b) => a + b, 0)} 14)`}>
      {s.marks ? <circle cx={SAMPLE / 2} cy={0} r={3} fill={s.color} /> : <line x1={0} x2={SAMPLE} y1={0} y2={0} stroke={s.color} strokeWidth={s.width} strokeDasharray={s.dash} />}
      <text x={SAMPLE + 6} y={4} fontSize={12} fill={ink.text}>{s.name}</text>
    </g>
  ));
}

function Axes({ frame, ink }: Omit<Props, 'series'>) {
  const { left, right, top, bottom, x, y } = frame;
  return (
    <g fontSize={11} fill={ink.muted}>
      {y.ticks.map((t) => (
        <g key={t}>
          <line x1={left} x2={right} y1={y.at(t)} y2={y.at(t)} stroke={ink.grid} />
          <line x1={left - 4} x2={left} y1={y.at(t)} y2={y.at(t)} stroke={ink.line} />
          <text x={left - 7} y={y.at(t) + 4} textAnchor="end">{tickText(t, y)}</text>
        </g>
      ))}
      {x.ticks.map((t) => (
        <g key={t}>
          <line x1={x.at(t)} x2={x.at(t)} y1={bottom} y2={bottom + 4} stroke={ink.line} />
          <text x={x.at(t)} y={bottom + 17} textAnchor="middle">{tickText(t, x)}</text>
        </g>
      ))}
      <text x={(left + right) / 2} y={bottom + 36} textAnchor="middle" fontSize={12}>{frame.xTitle}</text>
      <text transform={`translate(13 ${(top + bottom) / 2}) rotate(-90)`} textAnchor="middle" fontSize={12}>{frame.yTitle}</text>
    </g>
  );
}

function Marks({ of, frame, ink }: { readonly of: Series } & Omit<Props, 'series'>) {
  const size = of.words.length > 0 ? 5.5 : 3;
  return Array.from({ length: of.x.length }, (_, i) => {
    const cx = frame.x.at(of.x[i]!);
    const cy = frame.y.at(of.y[i]!);
    const word = of.words[i];
    // A word that would leave the drawing on the right ends at its mark.
    const late = word !== undefined && cx + word.length * LETTER * 0.5 > frame.width;
    return (
      <g key={`${of.x[i]!}:${of.y[i]!}`} fill={of.color}>
        {word === undefined ? <circle cx={cx} cy={cy} r={size} /> : <path d={`M${cx} ${cy - size}l${size} ${size}l${-size} ${size}l${-size} ${-size}z`} />}
        {word === undefined ? null : <text x={late ? frame.width - 2 : cx} y={cy - size - 6} textAnchor={late ? 'end' : 'middle'} fontSize={12} stroke={ink.paper} strokeWidth={4} strokeLinejoin="round" paintOrder="stroke">{word}</text>}
      </g>
    );
  });
}

/** Axes, legend and lines. Colours are attributes, not classes, so that the drawing saved as a file looks the same. */
export const Lines = memo(function Lines({ frame, series, ink }: Props) {
  return (
    <g fontFamily={ink.font}>
      <Legend frame={frame} series={series} ink={ink} />
      <Axes frame={frame} ink={ink} />
      {series.map((s) => (
        <g key={s.name} opacity={s.opacity}>
          {s.marks ? <Marks of={s} frame={frame} ink={ink} /> : (
            <path d={pathOf(s.x, s.y, frame.x.at, frame.y.at, 2 * frame.width)} fill="none" stroke={s.color} strokeWidth={s.width} strokeDasharray={s.dash} strokeLinejoin="round" />
          )}
        </g>
      ))}
    </g>
  );
});
