import type { ParityCertificate } from '../../../jobs/protocol.ts';
import { formatCount, formatNumber, formatPercent } from '../../kit/format.ts';
import { Hint } from '../../kit/Hint.tsx';
import { Note } from '../../kit/Note.tsx';

/** What came of running the exported file beside the app's own model. */
export function Certificate({ certificate }: { readonly certificate: ParityCertificate }) {
  const { rows, largestDifference, sameClass, tolerance, passed, runtime, checkedAt } = certificate;
  return (
    <>
      <Note tone={passed ? 'passed' : 'alert'}>
        {passed
          ? `Passed: the exported file was run on ${formatCount(rows)} of your rows and says what the app says.`
          : rows === 0
            ? 'Alert: there were no rows to check the exported file on.'
            : `Alert: the exported file differs from the app by more than ${formatNumber(tolerance)}. Do not use it before you know why.`}
      </Note>
      <dl className="tl-certificate tl-num">
        <div><dt><Hint text={`The largest difference between a number of the exported file and the app’s own. At most ${formatNumber(tolerance)} is allowed.`}>Largest difference</Hint></dt><dd>{largestDifference === 0 ? '0' : largestDifference.toExponential(1)}</dd></div>
        <div><dt>Same class</dt><dd>{formatPercent(sameClass)}</dd></div>
        <div><dt>Rows checked</dt><dd>{formatCount(rows)}</dd></div>
        <div><dt>Run in</dt><dd>{runtime}</dd></div>
        <div><dt>Checked</dt><dd>{checkedAt.slice(0, 16).replace('T', ' ')}</dd></div>
      </dl>
    </>
  );
}
