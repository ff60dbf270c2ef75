import { classColor } from '../../../charts/theme.ts';
import type { SplitSummary } from '../../../study/split-summary.ts';
import { formatCount, formatPercent } from '../../kit/format.ts';
import { segmentsOf } from './split.ts';

const SHOWN_FOLDS = 10;
const SHOWN_CLASSES = 12;

function Bar({ fold, words }: { readonly fold: SplitSummary['folds'][number]; readonly words: boolean }) {
  return (
    <div className="tl-split-row">
      {segmentsOf(fold).map((s) => (
        <span key={s.part} className="tl-split-part" data-part={s.part} style={{ flexGrow: s.rows }} title={`${s.part}: ${formatCount(s.rows)} rows, ${formatPercent(s.share)}`}>
          {words ? `${s.part} ${formatCount(s.rows)}` : ''}
        </span>
      ))}
    </div>
  );
}

/** In k-fold the tested block wanders, so that every row is tested once. */
function FoldBars({ folds }: { readonly folds: SplitSummary['folds'] }) {
  return (
    <ol className="tl-folds">
      {folds.slice(0, SHOWN_FOLDS).map((fold, k) => {
        const name = `Fold ${k + 1}`;
        return (
          <li key={name}>
            <span className="tl-dim">{name}</span>
            <div className="tl-split-row" title={`${name}: ${formatCount(fold.train)} rows train, ${formatCount(fold.test)} test`}>
              {k > 0 ? <span className="tl-split-part" data-part="train" style={{ flexGrow: k }} /> : null}
              <span className="tl-split-part" data-part="test" style={{ flexGrow: 1 }}>{formatCount(fold.test)}</span>
              {k < folds.length - 1 ? <span className="tl-split-part" data-part="train" style={{ flexGrow: folds.length - 1 - k }} /> : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** The split as bars, and the classes on both sides of it. */
export function SplitPicture({ summary }: { readonly summary: SplitSummary }) {
  const [only] = summary.folds;
  const most = Math.max(1, ...summary.classes.map((c) => c.train + c.test));
  const trains = summary.classes.reduce((n, c) => n + c.train, 0);
  const tests = summary.classes.reduce((n, c) => n + c.test, 0);
  return (
    <div className="tl-stack">
      <p>{summary.sentence}{summary.folds.length > 1 ? ' In each, everything that is fitted is fitted on its training rows only.' : ''}</p>
      {summary.folds.length > 1 ? <FoldBars folds={summary.folds} /> : only ? <Bar fold={only} words /> : null}
      {summary.folds.length > SHOWN_FOLDS ? <p className="tl-dim">and {formatCount(summary.folds.length - SHOWN_FOLDS)} more folds</p> : null}
      {summary.classes.length > 0 ? (
        <table className="tl-table">
          <thead>
            <tr><th scope="col">Class</th><th scope="col" data-number>Train</th><th scope="col" data-number title="A class has about the same share on both sides when the split is stratified">Test</th></tr>
          </thead>
          <tbody>
            {summary.classes.slice(0, SHOWN_CLASSES).map((c, k) => (
              <tr key={c.name}>
                <td>
                  <span className="tl-class-bar">
                    {c.name}
                    <span style={{ width: `${(100 * (c.train + c.test)) / most}%`, background: classColor(k) }} aria-hidden />
                  </span>
                </td>
                <td data-number>{formatCount(c.train)} <span className="tl-dim tl-share">{formatPercent(c.train / Math.max(1, trains))}</span></td>
                <td data-number>{formatCount(c.test)} <span className="tl-dim tl-share">{formatPercent(c.test / Math.max(1, tests))}</span></td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {summary.classes.length > SHOWN_CLASSES ? <p className="tl-dim">and {formatCount(summary.classes.length - SHOWN_CLASSES)} more classes</p> : null}
    </div>
  );
}
