// Writes public/samples from the packages and generators beside this file: node scripts/samples/make.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import * as digits from './digits.mjs';
import * as earthquakes from './earthquakes.mjs';
import * as friedman from './friedman.mjs';
import * as payments from './payments.mjs';
import * as penguins from './penguins.mjs';
import * as search from './search.mjs';
import * as temperature from './temperature.mjs';
import * as weather from './weather.mjs';

const folder = new URL('../../public/samples/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const { file, make } of [digits, earthquakes, friedman, payments, penguins, search, temperature, weather]) {
  const content = make();
  writeFileSync(new URL(file, folder), content);
  console.log(`${file}: ${content.length.toLocaleString('en-US')} bytes`);
}
