// Runs dependency-cruiser over src/ and fails on any broken layer rule, or if it looked at too few modules to mean anything.
import { cruise } from 'dependency-cruiser';
import config from '../.dependency-cruiser.mjs';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const AT_LEAST = 100;
const { output } = await cruise(['src'], { ...config.options, tsConfig: { fileName: './tsconfig.json' }, ruleSet: { forbidden: config.forbidden }, validate: true }, {}, { tsConfig: extractTSConfig('./tsconfig.json') });
const { totalCruised, violations } = output.summary;
for (const v of violations) console.error(`${v.rule.name}: ${v.from} → ${v.to}`);
console.log(`layers: ${totalCruised} modules, ${violations.length} violations`);
if (totalCruised < AT_LEAST) console.error(`Only ${totalCruised} modules were read; expected at least ${AT_LEAST}.`);
process.exitCode = violations.length > 0 || totalCruised < AT_LEAST ? 1 : 0;
