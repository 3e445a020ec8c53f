import * as z from 'zod';
import { operation } from './operation.ts';
import { instant, noParams, page, pageQuery } from './shared-shapes.ts';

export const auditSorts = ['newest', 'oldest'] as const;

export const auditEvent = z
  .strictObject({
    seq: z.int(),
    at: instant,
    actor: z.string(),
    action: z.string().meta({ example: 'replay.created' }),
    object: z.string().meta({ example: 'run:run_01…' }),
    detail: z.record(z.string(), z.unknown()),
    prevHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.output<typeof auditEvent>;

export const listAuditEvents = operation({
  name: 'list-audit-events',
  method: 'GET',
  path: '/audit-events',
  summary: 'Who did what; each event is chained to the one before by hash',
  tag: 'audit',
  permission: 'audit:read',
  params: noParams,
  query: z.strictObject({
    ...pageQuery,
    action: z.string().max(64).optional(),
    object: z.string().max(200).optional(),
    actor: z.string().max(200).optional().meta({ example: 'person:support' }),
    from: instant.optional().meta({ description: 'At or after' }),
    to: instant.optional().meta({ description: 'Before' }),
    sort: z.enum(auditSorts).default('newest'),
  }),
  body: undefined,
  response: page(auditEvent),
  status: 200,
  problems: [],
});
