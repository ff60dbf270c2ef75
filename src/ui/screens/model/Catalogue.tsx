import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { catalog } from '../../../engine/models/catalog.ts';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { AlgorithmCard } from './AlgorithmCard.tsx';
import { type Circumstances, families, unsuitable, unsuited } from './suits.ts';

/** All algorithms by family: a card for each that suits, and below them what does not, greyed, with the reason. */
export function Catalogue({ now }: { readonly now: Circumstances }) {
  const { actions } = useApp();
  const models = useStudy((s) => s.models);
  const [wanted, setWanted] = useState('');
  const needle = wanted.trim().toLowerCase();
  const found = catalog.filter((meta) => `${meta.name} ${meta.type} ${meta.summary} ${meta.tags.family}`.toLowerCase().includes(needle));
  return (
    <div className="tl-catalogue">
      <TextInput className="tl-catalogue-search" aria-label="Search algorithms" placeholder="Search algorithms" leftSection={<IconSearch size={14} aria-hidden />} value={wanted} onChange={(e) => setWanted(e.currentTarget.value)} />
      {found.length === 0 ? <EmptyState text={`No algorithm matches “${wanted.trim()}”.`} /> : null}
      {families.map(({ family, title, lead }) => {
        const members = found.filter((meta) => meta.tags.family === family);
        if (members.length === 0) return null;
        const fit = members.filter((meta) => unsuitable(meta, now) === null);
        return (
          <section key={family} aria-label={title}>
            <h2 className="tl-family">{title} <span className="tl-dim">{lead}</span></h2>
            {fit.length === 0 ? null : (
              <ul className="tl-cards">
                {fit.map((meta) => <AlgorithmCard key={meta.type} meta={meta} count={models.filter((m) => m.type === meta.type).length} onAdd={() => actions.addModel(meta.type)} />)}
              </ul>
            )}
            {unsuited(members, now).map(({ reason, metas }) => (
              <p key={reason} className="tl-cards-off">
                {metas.map((meta, i) => <span key={meta.type}>{i > 0 ? ', ' : ''}<strong title={meta.summary}>{meta.name}</strong></span>)}
                <span>{reason}</span>
              </p>
            ))}
          </section>
        );
      })}
    </div>
  );
}
