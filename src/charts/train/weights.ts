import type { LayerReport } from '../../jobs/protocol.ts';
import type { Figure } from '../figure.ts';
import { sane } from '../words.ts';

/** How the numbers of one weight tensor are distributed. */
export function weightsFigure(layer: string, weight: LayerReport['weights'][number]): Figure {
  const { edges, counts } = weight.histogram;
  const size = weight.shape.reduce((a, b) => a * b, 1);
  return {
    data: [
      {
        type: 'bar',
        name: 'Weights',
        x: Array.from(counts, (_, i) => (edges[i]! + edges[i + 1]!) / 2),
        y: Array.from(counts),
        marker: { color: '@accent' },
        width: Array.from(counts, (_, i) => edges[i + 1]! - edges[i]!),
        hovertemplate: 'about %{x:.3~g}: %{y:,} weights<extra></extra>',
      },
    ],
    layout: { xaxis: { title: { text: 'Value' } }, yaxis: { title: { text: 'Weights' } }, bargap: 0.04, showlegend: false },
    title: `${layer}: ${weight.name}`,
    summary: `${size.toLocaleString('en-US')} numbers, mean ${sane(weight.mean)}, standard deviation ${sane(weight.sd)}, from ${sane(weight.min)} to ${sane(weight.max)}; ${weight.zeros.toLocaleString('en-US')} are zero.`,
    table: [
      { name: 'from', values: edges.slice(0, -1) },
      { name: 'to', values: edges.slice(1) },
      { name: 'weights', values: counts },
    ],
  };
}
