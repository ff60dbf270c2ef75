/** The strict build: the usual one compiles shaders' code with eval, which the Content-Security-Policy forbids. */
export { default as scattergl } from 'plotly.js/src/traces/scattergl/strict';
