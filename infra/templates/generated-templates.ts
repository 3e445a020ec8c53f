import { operations } from '@waybill/contracts';
import type { Operation, OperationKey } from '@waybill/contracts';
import { apiStack } from './api-stack.ts';
import { functionStack } from './function-stack.ts';
import type { Rows } from './function-stack.ts';
import { operationsStack } from './operations-stack.ts';
import { edgeTemplate } from './edge/edge-template.ts';
import type { Template, Templates } from './template.ts';
import { versionStack } from './version-stack.ts';
import { alarmStack } from './watch/alarm-stack.ts';
import { observabilityStack } from './watch/observability-stack.ts';
import { writtenTemplates } from './written-templates.ts';

const table = Object.entries(operations) as [OperationKey, Operation][];

/** Every template that mirrors the operation table: three stacks per domain, the stack that nests them, the API, and what watches over all. */
export function generatedTemplates(rows: Rows = table): Templates {
  const domains: Record<string, Template> = {};
  for (const [tag, ofTag] of Object.entries(Object.groupBy(rows, ([, row]) => row.tag))) {
    if (!ofTag) continue;
    domains[`stacks/functions-${tag}.json`] = functionStack(tag, ofTag);
    domains[`stacks/versions-${tag}.json`] = versionStack(tag, ofTag);
    domains[`stacks/alarms-${tag}.json`] = alarmStack(tag, ofTag);
  }
  return {
    ...domains,
    'stacks/operations.json': operationsStack(domains),
    'stacks/api.json': apiStack(rows.map(([, row]) => row)),
    'edge.json': edgeTemplate(),
    'stacks/observability.json': observabilityStack(rows, writtenTemplates()),
  };
}
