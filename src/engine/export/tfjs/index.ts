export { type NamedBytes, tfjsFiles } from './tfjs-files.ts';
