import { Box } from '@mantine/core';
import { Fragment, useMemo } from 'react';
import { highlight } from './highlight.ts';

/** Python with its comments, texts, numbers and keywords told apart. */
export function PythonCode({ code }: { readonly code: string }) {
  const tokens = useMemo(() => highlight(code), [code]);
  return (
    <Box component="section" className="tl-code" tabIndex={0} aria-label="Python script">
      <pre>
        <code>{tokens.map((t) => (t.kind === 'plain' ? <Fragment key={t.at}>{t.text}</Fragment> : <span key={t.at} data-kind={t.kind}>{t.text}</span>))}</code>
      </pre>
    </Box>
  );
}
