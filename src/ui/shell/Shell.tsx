import { Suspense } from 'react';
import { useSession } from '../hooks/use-app.ts';
import { screens } from './screens.ts';

export function Shell() {
  const stage = useSession((s) => s.stage);
  const Current = screens[stage];
  return <Suspense fallback={null}><Current /></Suspense>;
}
