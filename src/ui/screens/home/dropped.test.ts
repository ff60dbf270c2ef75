import { expect, it } from 'vitest';
import { sortDropped } from './dropped.ts';

const found = (path: string) => ({ file: new File(['x'], path.split('/').at(-1) ?? ''), path });

it('takes folders of images with the folder as the class', () => {
  const dropped = sortDropped([found('pets/cat/1.png'), found('pets/dog/2.JPG'), found('pets/.DS_Store'), found('pets/readme.txt')]);
  expect(dropped).toMatchObject({ kind: 'images', leftOut: 1 });
  expect(dropped.kind === 'images' && dropped.images.map((i) => i.label)).toEqual(['cat', 'dog']);
});
it('takes one table and says how many were left', () => {
  expect(sortDropped([found('a.csv'), found('b.csv')])).toMatchObject({ kind: 'table', leftOut: 1 });
  expect(sortDropped([found('picture.csv.png')])).toMatchObject({ kind: 'images' });
});
it('knows a study file, and nothing', () => {
  expect(sortDropped([found('mine.tablab')])).toMatchObject({ kind: 'study' });
  expect(sortDropped([found('__MACOSX/x.csv')])).toEqual({ kind: 'nothing' });
  expect(sortDropped([])).toEqual({ kind: 'nothing' });
});
