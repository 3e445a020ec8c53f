import * as z from 'zod';
import { balanceBuckets } from './balance-buckets.ts';
import { ledgerEntry, ledgerEntryFilter } from './ledger-entries.ts';
import { operation } from './operation.ts';
import { commaList, instant, noParams, noQuery, page, pageQuery, slug } from './shared-shapes.ts';

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

const memberParams = z.strictObject({ memberId: z.string().max(200) });

const memberFilter = {
  partner: slug.optional(),
  q: z.string().max(200).optional().meta({ description: 'Start of the member number' }),
};

export const memberSorts = ['number', 'changed'] as const;

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
    ...memberFilter,
    state: commaList(memberStates).optional(),
    sort: z.enum(memberSorts).default('number'),
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
  query: z.strictObject({ ...pageQuery, ...ledgerEntryFilter }),
  body: undefined,
  response: page(ledgerEntry),
  status: 200,
  problems: ['not-found'],
});

export const memberStats = z
  .strictObject({ states: z.record(z.enum(memberStates), z.int()), total: z.int() })
  .meta({ id: 'MemberStats' });
export type MemberStats = z.output<typeof memberStats>;

export const getMemberStats = operation({
  name: 'get-member-stats',
  method: 'GET',
  path: '/member-stats',
  summary: 'Counts of members by state',
  tag: 'members',
  permission: 'members:read',
  params: noParams,
  query: z.strictObject(memberFilter),
  body: undefined,
  response: memberStats,
  status: 200,
  problems: [],
});

/** The days on which something was booked for a member, oldest first, with the balance at the end of each. */
export const memberHistory = z
  .strictObject({
    member: z.string(),
    days: z.array(
      z.strictObject({
        day: z.iso.date().meta({ description: 'UTC' }),
        accrued: z.int(),
        reversed: z.int().meta({ description: 'Taken back, as a positive number' }),
        balance: z.int().meta({ description: 'Available points at the end of the day' }),
      }),
    ),
  })
  .meta({ id: 'MemberHistory' });
export type MemberHistory = z.output<typeof memberHistory>;

export const getMemberHistory = operation({
  name: 'get-member-history',
  method: 'GET',
  path: '/members/{memberId}/history',
  summary: 'Points of a member day by day',
  tag: 'members',
  permission: 'members:read',
  params: memberParams,
  query: noQuery,
  body: undefined,
  response: memberHistory,
  status: 200,
  problems: ['not-found'],
});
