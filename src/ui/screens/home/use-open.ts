import { useEffect, useState } from 'react';
import { useApp } from '../../hooks/use-app.ts';
import { plural } from '../../kit/format.ts';
import { type Dropped, filesOfList, type NamedImage, sortDropped } from './dropped.ts';

interface Opening {
  /** Images waiting for the person's choice of size; `null` when there are none. */
  readonly images: readonly NamedImage[] | null;
  readonly clearImages: () => void;
  readonly open: (dropped: Dropped) => void;
  readonly browse: (what: 'table' | 'images' | 'study') => void;
}

const accepts = { table: '.csv,.tsv,.txt,.tab,.dat,.json,.ubj,text/csv,text/tab-separated-values,text/plain', images: 'image/*', study: '.tablab,.json' } as const;

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement);

/** Dropped, chosen or pasted: all ways in end in the same actions. */
export function useOpen(): Opening {
  const { actions } = useApp();
  const [images, setImages] = useState<readonly NamedImage[] | null>(null);
  const open = (dropped: Dropped): void => {
    if (dropped.kind === 'nothing') actions.say({ tone: 'warning', text: 'There was no file in what you dropped. Drop a table (CSV, TSV), a folder of images or a study file.' });
    else if (dropped.kind === 'study') void actions.openStudyFile(dropped.file);
    else if (dropped.kind === 'images') {
      setImages(dropped.images);
      if (dropped.leftOut > 0) actions.say({ tone: 'warning', text: `${plural(dropped.leftOut, 'file')} beside the images ${dropped.leftOut === 1 ? 'is' : 'are'} not an image and will not be read.` });
    } else {
      if (dropped.leftOut > 0) actions.say({ tone: 'warning', text: `One table is opened at a time: ${dropped.file.name} is read, ${plural(dropped.leftOut, 'other file')} left out.` });
      void actions.openFile(dropped.file);
    }
  };
  const browse = (what: 'table' | 'images' | 'study'): void => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accepts[what];
    if (what === 'images') input.webkitdirectory = true;
    input.addEventListener('change', () => {
      const [first] = input.files ?? [];
      if (input.files === null || first === undefined) return;
      if (what === 'study') void actions.openStudyFile(first);
      else open(sortDropped(filesOfList(input.files)));
    });
    input.click();
  };
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (isTyping(event.target) || event.clipboardData === null) return;
      const [file] = event.clipboardData.files;
      const text = event.clipboardData.getData('text/plain');
      if (file !== undefined) void actions.openFile(file);
      else if (text.trim() !== '') void actions.openPasted(text);
      else return;
      event.preventDefault();
    };
    addEventListener('paste', onPaste);
    return () => removeEventListener('paste', onPaste);
  }, [actions]);
  return { images, clearImages: () => setImages(null), open, browse };
}
