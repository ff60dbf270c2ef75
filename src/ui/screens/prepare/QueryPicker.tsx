import { Select } from '@mantine/core';
import { findQuery } from '../../../study/query.ts';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { Note } from '../../kit/Note.tsx';

const FOUND = ' found';

/** The column of a ranking that says which rows are answers to the same question. */
export function QueryPicker() {
  const { actions } = useApp();
  const study = useStudy((s) => s);
  const columns = study.data?.columns ?? [];
  const found = findQuery(columns, study.target);
  const own = study.query ?? null;
  const others = columns.filter((c) => c.name !== study.target).map((c) => ({ value: `=${c.name}`, label: c.name }));
  return (
    <>
      <Select
        label="Query"
        title="Rows with the same value here are put in order among each other. It is no column to learn from."
        searchable
        limit={200}
        nothingFoundMessage="No column of that name"
        placeholder="Choose the query column"
        data={[...(found === null ? [] : [{ value: FOUND, label: `${found} (found)` }]), ...others]}
        value={own !== null ? `=${own}` : found === null ? null : FOUND}
        onChange={(value) => actions.edit('Choose the query', (s) => ({ ...s, query: value === null || value === FOUND ? null : value.slice(1) }))}
      />
      {own === null && found === null ? <Note tone="alert">Choose the column that says which rows belong to the same query: the search, the person, the page.</Note> : null}
    </>
  );
}
