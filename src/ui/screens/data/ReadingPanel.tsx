import { Button, Group, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Dialect, ImportOptions } from '../../../frame/csv/options.ts';
import { Note } from '../../kit/Note.tsx';
import { decimals, delimiters, describeDraft, type Draft, draftOf, encodings, markersOf, type Part, quotes, sameDraft, thousands, withPart } from './dialect.ts';
import { PartRow } from './PartRow.tsx';

interface Props {
  readonly options: ImportOptions;
  /** As the file was read; `null` where that is not known yet. */
  readonly dialect: Dialect | null;
  readonly sentence: string | null;
  /** Why it cannot be read again, or `null`. */
  readonly blocked: string | null;
  readonly onApply: (label: string, draft: Draft) => void;
}

/** How the file was read, part by part; what is changed here is read again, as one undoable edit. */
export function ReadingPanel({ options, dialect, sentence, blocked, onApply }: Props) {
  const before = draftOf(options);
  const [draft, setDraft] = useState(before);
  const [markers, setMarkers] = useState((options.missing ?? []).join(', '));
  const set = <P extends Part>(part: P, value: Dialect[P] | null): void => setDraft((d) => withPart(d, part, value));
  const valueOf = <P extends Part>(part: P): Dialect[P] | null => draft.dialect[part] ?? dialect?.[part] ?? null;
  const row = { draft, onFound: (part: Part) => set(part, null) };
  const readable = blocked === null;
  const listed = <T extends string>(part: Part, list: readonly { readonly value: T; readonly label: string }[], choose: (value: T) => void) => {
    const value = valueOf(part);
    const known = list.some((o) => o.value === value) || value === null ? list : [...list, { value: String(value), label: `“${String(value)}”` }];
    // A select cannot hold an empty value: every value is prefixed.
    return (
      <Select
        id={`reading-${part}`}
        disabled={!readable}
        placeholder="found in the file"
        data={known.map((o) => ({ value: `=${o.value}`, label: o.label }))}
        value={value === null ? null : `=${String(value)}`}
        onChange={(v) => {
          const found = list.find((o) => `=${o.value}` === v);
          if (found) choose(found.value);
        }}
      />
    );
  };
  const changed = !sameDraft(draft, before);
  return (
    <form
      className="tl-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && readable) onApply(describeDraft(draft, before), draft);
      }}
    >
      {sentence === null ? null : <p>{sentence}</p>}
      {blocked === null ? null : <Note>{blocked}</Note>}
      <div className="tl-parts">
        <PartRow {...row} part="delimiter" label="Delimiter">{listed('delimiter', delimiters, (v) => set('delimiter', v))}</PartRow>
        <PartRow {...row} part="quote" label="Quote">{listed('quote', quotes, (v) => set('quote', v))}</PartRow>
        <PartRow {...row} part="decimal" label="Decimal">{listed('decimal', decimals, (v) => set('decimal', v))}</PartRow>
        <PartRow {...row} part="thousands" label="Thousands">{listed('thousands', thousands, (v) => set('thousands', v))}</PartRow>
        <PartRow {...row} part="encoding" label="Encoding">{listed('encoding', encodings.map((e) => ({ value: e, label: e })), (v) => set('encoding', v))}</PartRow>
        <PartRow {...row} part="header" label="First row is names">
          <Switch id="reading-header" disabled={!readable} checked={valueOf('header') ?? true} onChange={(event) => set('header', event.currentTarget.checked)} />
        </PartRow>
        <PartRow {...row} part="skipLines" label="Lines to skip">
          <TextInput
            id="reading-skipLines"
            disabled={!readable}
            inputMode="numeric"
            value={valueOf('skipLines') ?? 0}
            onChange={(event) => {
              const count = Number(event.currentTarget.value);
              if (Number.isInteger(count) && count >= 0 && count <= 100_000) set('skipLines', count);
            }}
          />
        </PartRow>
        <PartRow {...row} part="comment" label="Comment mark">
          <TextInput id="reading-comment" disabled={!readable} maxLength={3} placeholder="none" value={valueOf('comment') ?? ''} onChange={(event) => set('comment', event.currentTarget.value)} />
        </PartRow>
      </div>
      <TextInput
        label="Cells that mean missing"
        description="Separated by commas. Left empty: the empty cell, NA, N/A, NaN, null, ?, - and their like."
        disabled={!readable}
        placeholder="the usual ones"
        value={markers}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setMarkers(text);
          setDraft((d) => ({ ...d, missing: markersOf(text) }));
        }}
      />
      <Group gap="xs">
        <Button type="submit" disabled={!changed || !readable}>Read again</Button>
        {changed ? <Button variant="subtle" color="gray" onClick={() => { setDraft(before); setMarkers((options.missing ?? []).join(', ')); }}>Undo these changes</Button> : null}
      </Group>
    </form>
  );
}
