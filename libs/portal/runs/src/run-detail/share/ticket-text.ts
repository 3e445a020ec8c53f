import type { RowErrorCluster, RunPage } from '@waybill/contracts';
import { outcomes, stateWords } from '@waybill/portal-core';
import { byteSize, counted, figure } from '@waybill/portal-ui';

const causesMax = 5;

/** A run for a ticket, in Markdown: facts, counts, causes, links. Nothing that stood in the partner's file but its name. */
export function ticketText({ run, attempts, clusters }: RunPage, origin: string): string {
  const { counts, file, problem } = run;
  const state = stateWords[run.state].label.toLowerCase();
  const parts = outcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${figure(counts[outcome])} ${outcome}`);
  const lines = [
    `**${file.name}** (${run.feed}): ${state}`,
    '',
    `- Run: ${origin}/runs/${run.id}`,
    `- Started: ${run.startedAt ?? 'not yet'}, ended: ${run.finishedAt ?? 'not yet'}, attempts: ${String(attempts.length)}`,
    `- Rows: ${figure(counts.read)} read = ${parts.join(' + ') || '0'}`,
    `- Rules: ${run.ruleVersion} (configuration ${run.bundleSha256.slice(0, 12)})`,
    `- File: ${byteSize(file.sizeBytes)}, sha256 ${file.sha256?.slice(0, 12) ?? 'not known'}, ${origin}/files/${file.id}`,
  ];
  if (problem !== null)
    lines.push(`- Failed as a whole: \`${problem.code}\`, expected ${problem.expected}`);
  if (clusters.length > 0)
    lines.push('', 'Rows that need attention:', ...causes(clusters, run.id, origin));
  return lines.join('\n');
}

/** Code, column and number; the message may quote a cell. */
function causes(clusters: readonly RowErrorCluster[], runId: string, origin: string): string[] {
  const shown = clusters.slice(0, causesMax).map(({ code, name, column, rows }) => {
    const where = column === null ? '' : ` in column \`${column}\``;
    const link = `${origin}/runs/${runId}/errors?code=${encodeURIComponent(code)}`;
    return `- \`${code}\` ${name}${where}: ${counted(rows, 'row')}, ${link}`;
  });
  const rest = clusters.length - causesMax;
  return rest > 0
    ? [...shown, `- and ${String(rest)} more ${rest === 1 ? 'cause' : 'causes'}`]
    : shown;
}
