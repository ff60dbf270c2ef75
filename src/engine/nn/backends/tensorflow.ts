/** TensorFlow.js as a value that is passed along: nothing but `openBackend` loads it. */
export type Tf = typeof import('@tensorflow/tfjs-core');
export type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
