/** Plotly in two chunks, loaded when the first chart is drawn. Only this folder knows the library. */
interface PlotlyModule {
  react(root: HTMLElement, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
  purge(root: HTMLElement): void;
  toImage(figure: unknown, options: { format: 'png' | 'svg'; width: number; height: number; scale?: number }): Promise<string>;
  register(modules: readonly unknown[]): void;
  Plots: { resize(root: HTMLElement): Promise<unknown> };
}
export type Plotly = PlotlyModule;

/** A CommonJS module arrives whole, or under `default` once or twice, by bundler. */
function unwrap<T>(module: unknown): T {
  let value = module;
  while (typeof value === 'object' && value !== null && 'default' in value) value = value.default;
  return value as T;
}

/** Bars, heatmaps, histograms, boxes, violins, lines and points; `gl` adds points on the GPU (the build without eval). */
export async function loadPlotly(gl: boolean): Promise<Plotly> {
  const plotly = unwrap<Plotly>(await import('./base.ts'));
  if (gl) {
    const { scattergl } = await import('./gl.ts');
    plotly.register([unwrap(scattergl)]);
  }
  return plotly;
}
