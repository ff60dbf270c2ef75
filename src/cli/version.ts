import { version } from '../../package.json';

/** Of the app, as its package says. */
export const VERSION: string = version;
