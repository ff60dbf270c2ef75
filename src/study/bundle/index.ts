export { certificateSentence } from './how-to-run.ts';
export { type OnnxBundle, onnxBundle, type OnnxModel, onnxModel, type OnnxRequest } from './onnx-bundle.ts';
export { predictionsCsv } from './predictions-csv.ts';
export { packStudy, type StudyFile, unpackStudy } from './study-file.ts';
export { tfjsBundle } from './tfjs-bundle.ts';
export { readZip, writeZip, type ZipLimits, type ZipPart } from './zip.ts';
