import type { Latencies, Stage } from './figures.ts';

/** One page without scripts: what came of each number of users, by operation and over time. */
export function summaryPage(stages: readonly Stage[], machine: string, budgetMs: number): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Waybill under load</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; }
  th, td { padding: 0.2rem 0.8rem; text-align: right; font-variant-numeric: tabular-nums; }
  th:first-child, td:first-child { text-align: left; }
  tbody tr { border-top: 1px solid color-mix(in srgb, currentcolor 20%, transparent); }
  .over { font-weight: 700; text-decoration: underline; }
  svg { width: 100%; height: auto; }
  figure { margin: 1rem 0; overflow-x: auto; }
</style>
<h1>Waybill under load</h1>
<p>${escaped(machine)}. Milliseconds as JMeter measured them; more than ${budgetMs} at the 95th percentile is over the budget.</p>
${stages.map((stage) => section(stage, budgetMs)).join('\n')}
</html>
`;
}

function section(stage: Stage, budgetMs: number): string {
  const operations = [...stage.byOperation].toSorted(
    ([, one], [, other]) => other.quantile(0.95) - one.quantile(0.95),
  );
  return `<h2>${stage.users} users, ${Math.round(stage.seconds / 60)} min</h2>
<p>${stage.all.count.toLocaleString('en')} requests, ${stage.all.failed} of them not as expected.</p>
${stage.failures.length > 0 ? `<ul>${stage.failures.map((failure) => `<li>${escaped(failure)}`).join('')}</ul>` : ''}
<figure>${course(stage, budgetMs)}<figcaption>95th percentile over the time, with the budget of ${budgetMs} ms.</figcaption></figure>
<figure><table><thead><tr><th>Operation<th>Requests<th>p50<th>p95<th>p99<th>max<th>failed</thead><tbody>
${line('everything', stage.all, budgetMs)}
${line('while users arrived', stage.arriving, budgetMs)}
${operations.map(([name, latencies]) => line(name, latencies, budgetMs)).join('\n')}
</tbody></table></figure>`;
}

function line(name: string, latencies: Latencies, budgetMs: number): string {
  const p95 = latencies.quantile(0.95);
  const cells = [
    latencies.count.toLocaleString('en'),
    latencies.quantile(0.5),
    p95 > budgetMs ? `<span class="over">${p95}</span>` : p95,
    latencies.quantile(0.99),
    latencies.quantile(1),
    latencies.failed,
  ];
  return `<tr><td>${escaped(name)}${cells.map((cell) => `<td>${cell}`).join('')}`;
}

function course({ course: parts, seconds }: Stage, budgetMs: number): string {
  const values = parts.map((part) => part.quantile(0.95));
  const top = Math.max(budgetMs * 1.2, ...values);
  const x = (at: number) => 40 + (at / (parts.length - 1)) * 740;
  const y = (ms: number) => 180 - (ms / top) * 160;
  const points = values.map((ms, at) => `${x(at).toFixed(1)},${y(ms).toFixed(1)}`).join(' ');
  return `<svg viewBox="0 0 800 200" role="img" aria-label="Highest ${Math.max(...values)} ms, lowest ${Math.min(...values)} ms">
<line x1="40" x2="780" y1="${y(budgetMs)}" y2="${y(budgetMs)}" stroke="currentcolor" stroke-dasharray="4"/>
<line x1="40" x2="780" y1="180" y2="180" stroke="currentcolor"/>
<polyline points="${points}" fill="none" stroke="#2f6fde" stroke-width="2"/>
<text x="34" y="${y(budgetMs) + 4}" text-anchor="end" font-size="12" fill="currentcolor">${budgetMs}</text>
<text x="34" y="184" text-anchor="end" font-size="12" fill="currentcolor">0</text>
<text x="780" y="197" text-anchor="end" font-size="12" fill="currentcolor">${Math.round(seconds / 60)} min</text>
</svg>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
