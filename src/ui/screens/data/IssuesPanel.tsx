import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { formatCount } from '../../kit/format.ts';
import { Note } from '../../kit/Note.tsx';
import type { Fix, Issue } from './issues.ts';

const SHOWN_EXAMPLES = 8;

/** Everything a person should know about the file, each with its fix. */
export function IssuesPanel({ issues, onFix }: { readonly issues: readonly Issue[]; readonly onFix: (fix: Fix) => void }) {
  if (issues.length === 0) return <EmptyState icon={<IconCircleCheck size={20} />} title="Nothing to mend" text="Every row and cell of the file was read, and no column is empty or constant." />;
  return (
    <ul className="tl-stack">
      {issues.map((issue) => {
        const { fix } = issue;
        return (
          <li key={issue.key}>
            <Note tone={issue.tone}>
              <p>{issue.message}</p>
              {issue.examples.length > 0 ? (
                <details className="tl-details">
                  <summary>{`The first places (${formatCount(issue.examples.length)})`}</summary>
                  <table className="tl-table">
                    <thead><tr><th scope="col" data-number>Line</th><th scope="col">Found there</th></tr></thead>
                    <tbody>
                      {issue.examples.slice(0, SHOWN_EXAMPLES).map((e) => <tr key={`${e.line}-${e.text}`}><td data-number>{formatCount(e.line)}</td><td><code>{e.text}</code></td></tr>)}
                    </tbody>
                  </table>
                </details>
              ) : null}
              {fix === null ? null : <Button mt={4} size="compact-xs" variant="default" onClick={() => onFix(fix)}>{fix.label}</Button>}
            </Note>
          </li>
        );
      })}
    </ul>
  );
}
