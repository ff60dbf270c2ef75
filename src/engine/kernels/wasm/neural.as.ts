// The kernels of neural nets. Each has a twin of the same name and arguments under twins/neural/, which says what it does.
export * from './_gemm.as';
export * from './_elementwise.as';
export * from './_reduce.as';
export * from './_move.as';
export * from './_loss.as';
export * from './_optimizer.as';
export * from './_softmax.as';
export * from './_rows.as';
export * from './_random.as';
export * from './_pool.as';
export * from './_conv.as';
