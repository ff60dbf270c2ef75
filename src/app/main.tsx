import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Root } from '../ui/root.tsx';
import { wire } from './wiring.ts';

const place = document.getElementById('root');
if (!place) throw new Error('The page has no element with the id "root".');
createRoot(place).render(
  <StrictMode>
    <Root app={wire()} />
  </StrictMode>,
);
