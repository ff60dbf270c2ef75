import type { ExportFile } from '../../jobs/protocol.ts';
import { download } from './download.ts';

/** Hands a file that the engine made to the person, under its own name and type. */
export const saveFile = ({ name, mime, bytes }: ExportFile): void => download(name, bytes, mime);
