import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { Stage } from '../../state/app.ts';

/** Every screen in its own chunk: the first load carries none of them but the one that is shown. */
export const screens: Readonly<Record<Stage, LazyExoticComponent<ComponentType>>> = {
  home: lazy(() => import('../screens/home/HomeScreen.tsx')),
  data: lazy(() => import('../screens/data/DataScreen.tsx')),
  explore: lazy(() => import('../screens/explore/ExploreScreen.tsx')),
  prepare: lazy(() => import('../screens/prepare/PrepareScreen.tsx')),
  model: lazy(() => import('../screens/model/ModelScreen.tsx')),
  train: lazy(() => import('../screens/train/TrainScreen.tsx')),
  evaluate: lazy(() => import('../screens/evaluate/EvaluateScreen.tsx')),
  explain: lazy(() => import('../screens/explain/ExplainScreen.tsx')),
  deploy: lazy(() => import('../screens/deploy/DeployScreen.tsx')),
  help: lazy(() => import('../screens/help/HelpScreen.tsx')),
};
