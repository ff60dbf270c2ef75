import { Skeleton } from '@mantine/core';

/** Stands in while a screen's code or the last study is read. */
export function ScreenSkeleton() {
  return (
    <div className="tl-screen" aria-busy="true" aria-label="Loading">
      <Skeleton height={20} width={160} />
      <Skeleton height={14} width={420} maw="100%" />
      <Skeleton height={220} />
    </div>
  );
}
