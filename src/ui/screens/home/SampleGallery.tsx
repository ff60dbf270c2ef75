import { IconArrowRight, IconTarget } from '@tabler/icons-react';
import type { Sample } from '../../../study/samples.ts';
import { useApp } from '../../hooks/use-app.ts';
import { formatCount } from '../../kit/format.ts';
import { useSamples } from '../../shell/use-samples.ts';

function Card({ sample }: { readonly sample: Sample }) {
  const { actions } = useApp();
  return (
    <li className="tl-sample">
      <button type="button" className="tl-sample-open" onClick={() => void actions.openSample(sample.id)}>
        <span className="tl-sample-question">{sample.question}</span>
        <span className="tl-dim">{sample.title}</span>
        <span className="tl-sample-about" title={sample.about}>{sample.about}</span>
        <span className="tl-sample-facts">
          <span className="tl-num">{`${formatCount(sample.rows)} × ${formatCount(sample.columns)}`}</span>
          {sample.target === null ? null : <span className="tl-sample-target"><IconTarget size={13} aria-label="Target" />{sample.target}</span>}
        </span>
        <IconArrowRight size={15} className="tl-sample-arrow" aria-hidden />
      </button>
      <p className="tl-sample-source" title={`${sample.source} · ${sample.licence}`}><span>{sample.licence} · {sample.source}</span></p>
    </li>
  );
}

/** Something to begin with, named by the question it answers. */
export function SampleGallery() {
  const samples = useSamples();
  return <ul className="tl-samples">{samples.map((sample) => <Card key={sample.id} sample={sample} />)}</ul>;
}
