import * as z from 'zod';
import { operation } from './operation.ts';
import { instant, noParams, noQuery, page, pageQuery, slug } from './shared-shapes.ts';

export const balanceBuckets = ['available', 'pending', 'held', 'expired', 'spent'] as const;
export type BalanceBucket = (typeof balanceBuckets)[number];

export const memberStates = ['active', 'frozen', 'closed'] as const;

export const member = z
  .strictObject({
    id: z.string().meta({ description: '`<partner>:<member number>`', example: 'acme:E1042' }),
    partner: slug,
    memberNo: z.string(),
    state: z.enum(memberStates),
    name: z.string().nullable().meta({ description: 'Masked for callers without payload:read' }),
    email: z.string().nullable(),
    jobTitle: z.string().nullable(),
    department: z.string().nullable(),
    hiredOn: z.iso.date().nullable(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Member' });
export type Member = z.output<typeof member>;

export const balance = z
  .strictObject({
    member: z.string(),
    asOf: instant,
    buckets: z.record(z.enum(balanceBuckets), z.int()),
    lots: z.array(z.strictObject({ expiresOn: z.iso.date().nullable(), available: z.int() })),
  })
  .meta({ id: 'Balance' });
export type Balance = z.output<typeof balance>;

export const ledgerEntry = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['accrual', 'reversal']),
    partner: slug,
    feed: z.string(),
    txnId: z.string(),
    member: z.string(),
    points: z.int().meta({ description: 'Signed from the member’s side' }),
    debitAccount: z.string(),
    creditAccount: z.string(),
    occurredOn: z.iso.date(),
    expiresOn: z.iso.date().nullable(),
    run: z.string(),
    rowNo: z.int(),
    ruleVersion: z.string(),
    clauses: z.string(),
    reverses: z.string().nullable(),
    postedAt: instant,
  })
  .meta({ id: 'LedgerEntry' });
export type LedgerEntry = z.output<typeof ledgerEntry>;

const memberParams = z.strictObject({ memberId: z.string().max(200) });

export const listMembers = operation({
  name: 'list-members',
  method: 'GET',
  path: '/members',
  summary: 'Members by partner and number',
  tag: 'members',
  permission: 'members:read',
  params: noParams,
  query: z.strictObject({
    ...pageQuery,
    partner: slug.optional(),
    q: z.string().max(200).optional().meta({ description: 'Start of the member number' }),
  }),
  body: undefined,
  response: page(member),
  status: 200,
  problems: [],
});

export const getMember = operation({
  name: 'get-member',
  method: 'GET',
  path: '/members/{memberId}',
  summary: 'One member',
  tag: 'members',
  permission: 'members:read',
  params: memberParams,
  query: noQuery,
  body: undefined,
  response: member,
  status: 200,
  problems: ['not-found'],
});

export const getMemberBalance = operation({
  name: 'get-member-balance',
  method: 'GET',
  path: '/members/{memberId}/balance',
  summary: 'Points by bucket, now or at an earlier time',
  tag: 'members',
  permission: 'members:read',
  params: memberParams,
  query: z.strictObject({ asOf: instant.optional() }),
  body: undefined,
  response: balance,
  status: 200,
  problems: ['not-found'],
});

export const listMemberEntries = operation({
  name: 'list-member-entries',
  method: 'GET',
  path: '/members/{memberId}/entries',
  summary: 'Ledger entries of a member, newest first',
  tag: 'members',
  permission: 'members:read',
  params: memberParams,
  query: z.strictObject(pageQuery),
  body: undefined,
  response: page(ledgerEntry),
  status: 200,
  problems: ['not-found'],
});
