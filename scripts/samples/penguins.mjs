import { csv } from './csv.mjs';
import { packageText } from './package-data.mjs';

export const file = 'penguins.csv';

/** Palmer penguins from vega-datasets (CC0), with the column names of the palmerpenguins package; one sex is written ".", which is not known. */
export function make() {
  const names = [['species', 'Species'], ['island', 'Island'], ['bill_length_mm', 'Beak Length (mm)'], ['bill_depth_mm', 'Beak Depth (mm)'], ['flipper_length_mm', 'Flipper Length (mm)'], ['body_mass_g', 'Body Mass (g)'], ['sex', 'Sex']];
  const rows = JSON.parse(packageText('vega-datasets/data/penguins.json'));
  return csv(names.map(([name]) => name), rows.map((row) => names.map(([, key]) => (row[key] === '.' ? null : row[key]))));
}
