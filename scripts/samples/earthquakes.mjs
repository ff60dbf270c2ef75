import { csv } from './csv.mjs';
import { packageText } from './package-data.mjs';

export const file = 'earthquakes.csv';

/** A week of earthquakes (USGS, public domain) from vega-datasets; explosions and quarry blasts are left out. */
export function make() {
  const { features } = JSON.parse(packageText('vega-datasets/data/earthquakes.json'));
  const rows = features
    .filter(({ properties, geometry }) => properties.type === 'earthquake' && geometry !== null)
    .map(({ properties, geometry }) => ({ time: properties.time, cells: [...geometry.coordinates, properties.mag] }))
    .sort((a, b) => a.time - b.time);
  return csv(['time', 'longitude', 'latitude', 'depth_km', 'magnitude'], rows.map(({ time, cells }) => [new Date(time).toISOString().slice(0, 19).replace('T', ' '), ...cells]));
}
