import { csv } from './csv.mjs';
import { packageText, plainRows } from './package-data.mjs';

export const file = 'weather.csv';

/** Daily weather of Seattle and New York, 2012 to 2015, from vega-datasets (NOAA, public domain); the season is told from the date. */
export function make() {
  const season = ['winter', 'winter', 'spring', 'spring', 'spring', 'summer', 'summer', 'summer', 'autumn', 'autumn', 'autumn', 'winter'];
  const rows = plainRows(packageText('vega-datasets/data/weather.csv'));
  const columns = ['location', 'date', 'precipitation', 'temp_min', 'wind', 'weather'];
  return csv(['season', ...columns, 'temp_max'], rows.map((row) => [season[Number(row.get('date').slice(5, 7)) - 1], ...columns.map((c) => row.get(c)), row.get('temp_max')]));
}
