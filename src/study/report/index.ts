import { html, trusted } from './html.ts';
import { factsOf, type ReportInput } from './input.ts';
import { drivers } from './sections/drivers.ts';
import { evaluation } from './sections/evaluation.ts';
import { limits, modelCard } from './sections/limits.ts';
import { leaderboard, made, preparation } from './sections/method.ts';
import { dataSection, opening } from './sections/opening.ts';
import { STYLE } from './style.ts';

export type { ReportInput } from './input.ts';

/**
 * The importance report: one HTML file that asks nothing of any network. What was asked, the data, how it was prepared, the
 * leaderboard, how good the model is, what drives it, its limits, a model card, how it was made. All text from data is escaped,
 * and the file's own policy forbids scripts and requests.
 */
export function reportHtml(input: ReportInput): string {
  const facts = factsOf(input);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${input.study.name} – importance report</title><style>${trusted(STYLE)}</style></head>
<body><main>
${opening(facts)}
${dataSection(facts)}
${preparation(facts)}
${leaderboard(facts)}
${evaluation(facts)}
${drivers(facts)}
${limits(facts)}
${modelCard(facts)}
${made(facts)}
</main></body></html>
`;
  return page.markup;
}
