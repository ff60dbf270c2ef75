import { Button } from '@mantine/core';
import { IconFileImport, IconFolder, IconTableImport } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useApp } from '../../hooks/use-app.ts';
import { type Dropped, filesOf, sortDropped } from './dropped.ts';

interface Props {
  readonly onOpen: (dropped: Dropped) => void;
  readonly onBrowse: (what: 'table' | 'images' | 'study') => void;
}

/** The way in: drop, paste or choose. */
export function DropZone({ onOpen, onBrowse }: Props) {
  const { actions } = useApp();
  const [over, setOver] = useState(false);
  const take = useEffectEvent((transfer: DataTransfer): void => {
    filesOf(transfer).then(
      (found) => onOpen(sortDropped(found)),
      (error: unknown) => actions.say({ tone: 'error', text: `What you dropped could not be read: ${error instanceof Error ? error.message : String(error)} Choose it with the button instead.` }),
    );
  });
  // The whole window is the target: nobody should miss, and a missed drop would open the file in place of the page.
  useEffect(() => {
    const off = new AbortController();
    const listen = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', then: (event: DragEvent) => void): void =>
      addEventListener(type, (event) => { event.preventDefault(); then(event); }, { signal: off.signal });
    listen('dragenter', () => setOver(true));
    listen('dragover', () => setOver(true));
    listen('dragleave', (event) => {
      if (event.relatedTarget === null) setOver(false);
    });
    listen('drop', (event) => {
      setOver(false);
      if (event.dataTransfer) take(event.dataTransfer);
    });
    return () => off.abort();
  }, []);
  return (
    <section className="tl-drop" aria-label="Open data" data-over={over || undefined}>
      <div className="tl-drop-icon" aria-hidden><IconTableImport size={22} stroke={1.5} /></div>
      <div className="tl-drop-words">
        <h2 className="tl-drop-title">{over ? 'Let go to open it' : 'Drop a table or a folder of images'}</h2>
        <p className="tl-dim">CSV, TSV or any delimited text, of any size. In a folder of images each subfolder is a class. A model file of XGBoost, LightGBM or CatBoost joins the open study. Or paste cells with <span className="tl-nowrap"><kbd>Ctrl</kbd> <kbd>V</kbd>.</span></p>
      </div>
      <div className="tl-drop-buttons">
        <Button leftSection={<IconTableImport size={15} />} onClick={() => onBrowse('table')}>Open a file</Button>
        <Button variant="default" leftSection={<IconFolder size={15} />} onClick={() => onBrowse('images')}>Folder of images</Button>
        <Button variant="default" leftSection={<IconFileImport size={15} />} onClick={() => onBrowse('study')}>Study file</Button>
      </div>
    </section>
  );
}
