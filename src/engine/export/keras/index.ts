export { type KerasCode, kerasModelCode } from './keras-code.ts';
