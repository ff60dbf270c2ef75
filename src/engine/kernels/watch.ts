import type { Backend } from './backend.ts';
import type { Kernel, KernelSet } from './kernel.ts';

/** Told after each run of a kernel: its name, and the seconds until all its calls were done. */
export type KernelWatch = (kernel: string, seconds: number) => void;

let watch: KernelWatch | null = null;

/** Lets benchmarks see where time goes; `null` ends it. Backends opened before are not watched. */
export function watchKernels(next: KernelWatch | null): void {
  watch = next;
}

/** The backend itself, or, where someone watches, one that tells of every run. */
export function watched(backend: Backend, sets: readonly KernelSet[]): Backend {
  const tell = watch;
  if (tell === null) return backend;
  const names = new Map<Kernel, string>(sets.flatMap(({ kernels }) => Object.entries(kernels).map(([name, kernel]) => [kernel, name] as const)));
  return {
    ...backend,
    run(kernel, calls) {
      const start = performance.now();
      backend.run(kernel, calls);
      tell(names.get(kernel)!, (performance.now() - start) / 1000);
    },
  };
}
