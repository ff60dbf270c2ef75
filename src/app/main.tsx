import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepForOffline } from './offline.ts';
import { Root } from '../ui/root.tsx';
import { wire } from './wiring.ts';

const place = document.getElementById('root');
if (!place) throw new Error('The page has no element with the id "root".');
const app = wire();
const root = createRoot(place);
// In small pieces, so that the page is never held up, not even by its own start.
startTransition(() => root.render(
  <StrictMode>
    <Root app={app} />
  </StrictMode>,
));
keepForOffline((why) => app.actions.say({ tone: 'info', text: `Tablab works, but could not be kept for use without a network: ${why}` }));
