import { AxeBuilder } from '@axe-core/playwright';
import type { Tablab } from './tablab.ts';

/** What axe calls serious or critical on the page (or a part of it) as it stands, in words that say where. */
export async function grave({ page }: Tablab, within = 'html'): Promise<readonly string[]> {
  // Colours on their way from one state to another are nobody's; what is inherited sets out when its parent has arrived.
  await page.evaluate(async () => {
    for (let still = 0; still < 3; still++) {
      await new Promise((resolve) => { requestAnimationFrame(resolve); });
      const moving = document.getAnimations().filter((a) => a.effect?.getTiming().iterations !== Infinity && a.playState === 'running');
      if (moving.length > 0) still = -1;
      await Promise.all(moving.map((a) => a.finished.catch(() => null)));
    }
  });
  // A chart is an image with a name: what Plotly draws it with is not read out.
  const { violations } = await new AxeBuilder({ page }).include(within).exclude('.tl-plot-canvas > *').options({ resultTypes: ['violations'] }).analyze();
  return violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').flatMap((v) => v.nodes.slice(0, 5).map((n) => `${v.id} (${v.impact}): ${n.target.join(' ')}: ${n.failureSummary?.split('\n')[1]?.trim() ?? ''}`));
}
