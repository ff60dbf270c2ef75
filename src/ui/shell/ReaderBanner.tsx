import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useApp, useDocument } from '../hooks/use-app.ts';

/** Two tabs, one writer: this one only reads until the person says otherwise. */
export function ReaderBanner() {
  const { actions } = useApp();
  const access = useDocument((d) => d.access);
  if (access === 'writer') return null;
  return (
    <output className="tl-reader">
      <IconEye size={16} aria-hidden />
      <span>Another tab is editing this study. You can look around here; changes are made there.</span>
      <Button size="compact-xs" onClick={() => void actions.takeOver()}>Take over here</Button>
    </output>
  );
}
