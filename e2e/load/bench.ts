import { spawnSync } from 'node:child_process';
import { benchApi } from './api-bench.ts';
import { benchBacktest } from './backtest-bench.ts';
import { benchExports } from './exports-bench.ts';
import { benchLists } from './lists-bench.ts';
import { benchPipeline } from './pipeline-bench.ts';
import { benchPortal } from './portal-bench.ts';
import { benchRules } from './rules-bench.ts';

/** `npm run bench [-- rules|backtest|pipeline|parts|api|lists|exports|portal]`: the performance table, or a part of it. Ratios of one run, never absolutes. */
const parts = {
  rules: benchRules,
  backtest: benchBacktest,
  pipeline: benchPipeline,
  parts: benchParts,
  api: benchApi,
  lists: benchLists,
  exports: benchExports,
  portal: benchPortal,
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(
    `There is no part called ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`,
  );
  process.exit(2);
}
for (const [name, bench] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench();
}

/** Of the state machine of large files, which is in `infra`. */
function benchParts(): void {
  const { status } = spawnSync(process.execPath, ['infra/bench/parts-bench.ts'], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
