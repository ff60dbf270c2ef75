import { tfjsBundle } from '../../study/bundle/index.ts';
import type { EngineApi } from '../protocol.ts';
import type { Desk } from './desk.ts';
import { fileName } from './file-name.ts';

export function tfjsHandlers(desk: Desk): Pick<EngineApi, 'exportTfjs'> {
  return {
    async exportTfjs({ key, name }) {
      const { fitted } = await desk.results.get(key);
      return { name: fileName(name, '.tfjs.zip'), mime: 'application/zip', bytes: tfjsBundle(fitted) };
    },
  };
}
