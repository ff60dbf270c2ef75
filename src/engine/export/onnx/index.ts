export { type OnnxInfo, writeOnnx } from './write.ts';
export { type OnnxInput, type OnnxInputs, type OnnxOutput, type OnnxOutputs, type OnnxPaths, type OnnxSession, openOnnx, runGraph, runOnnx } from './runner.ts';
