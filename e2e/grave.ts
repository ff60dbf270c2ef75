import { AxeBuilder } from '@axe-core/playwright';
import type { Tablab } from './tablab.ts';

/** What axe calls serious or critical on the page (or a part of it) as it stands, in words that say where. */
export async function grave({ page }: Tablab, within = 'html'): Promise<readonly string[]> {
  // Colours on their way from one state to another are nobody's.
  await page.evaluate(() => Promise.all(document.getAnimations().filter((a) => a.effect?.getTiming().iterations !== Infinity).map((a) => a.finished.catch(() => null))));
  // A chart is an image with a name: what Plotly draws it with is not read out.
  const { violations } = await new AxeBuilder({ page }).include(within).exclude('.tl-plot-canvas > *').options({ resultTypes: ['violations'] }).analyze();
  return violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').flatMap((v) => v.nodes.slice(0, 5).map((n) => `${v.id} (${v.impact}): ${n.target.join(' ')}: ${n.failureSummary?.split('\n')[1]?.trim() ?? ''}`));
}
