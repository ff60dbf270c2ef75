import { csv } from './csv.mjs';
import { packageText, plainRows } from './package-data.mjs';

export const file = 'seattle-temperature.csv';

const LAGS = [1, 2, 3, 7];

/** Seattle's daily highs from vega-datasets (NOAA, public domain), each with those of earlier days beside it. */
export function make() {
  const days = plainRows(packageText('vega-datasets/data/seattle-weather.csv'));
  const high = days.map((day) => Number(day.get('temp_max')));
  const first = Math.max(...LAGS);
  const rows = days.slice(first).map((day, k) => {
    const date = day.get('date');
    const dayOfYear = (Date.parse(date) - Date.parse(`${date.slice(0, 4)}-01-01`)) / 86_400_000 + 1;
    return [date, dayOfYear, ...LAGS.map((lag) => high[first + k - lag]), high[first + k]];
  });
  return csv(['date', 'day_of_year', ...LAGS.map((lag) => `high_${lag}_days_ago`), 'high'], rows);
}
