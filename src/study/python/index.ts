export { type NetCode, type NetPrinter, pythonScript, type ScriptContext } from './script.ts';
