import * as z from 'zod';
import { operation } from './operation.ts';
import {
  commaList,
  instant,
  noParams,
  noQuery,
  page,
  pageQuery,
  slug,
  timeZone,
} from './shared-shapes.ts';

export const partnerStates = ['draft', 'testing', 'live', 'suspended', 'offboarded'] as const;

export const contact = z.strictObject({
  name: z.string().min(1).max(200),
  email: z.email().max(254),
  purpose: z.enum(['business', 'technical', 'escalation']).default('business'),
});

export const partner = z
  .strictObject({
    id: slug,
    name: z.string().min(1).max(200),
    state: z.enum(partnerStates),
    timeZone: z.string(),
    contacts: z.array(contact),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Partner' });
export type Partner = z.output<typeof partner>;

export const newPartner = z
  .strictObject({
    id: slug,
    name: z.string().min(1).max(200),
    state: z.enum(['draft', 'testing', 'live']).default('live'),
    timeZone: timeZone.default('UTC').meta({ description: 'IANA zone of its files and people' }),
    contacts: z.array(contact).max(50).default([]),
  })
  .meta({ id: 'NewPartner' });
export type NewPartner = z.output<typeof newPartner>;

export const partnerParams = z.strictObject({ partnerId: slug });

export const partnerSorts = ['id', 'changed'] as const;
export type PartnerSort = (typeof partnerSorts)[number];

const partnerFilter = {
  q: z.string().max(200).optional().meta({ description: 'Part of the name or id' }),
};

export const listPartners = operation({
  name: 'list-partners',
  method: 'GET',
  path: '/partners',
  summary: 'Partners by id, or those changed last',
  tag: 'partners',
  permission: 'partners:read',
  params: noParams,
  query: z.strictObject({
    ...pageQuery,
    ...partnerFilter,
    state: commaList(partnerStates).optional(),
    sort: z.enum(partnerSorts).default('id'),
  }),
  body: undefined,
  response: page(partner),
  status: 200,
  problems: [],
});

export const getPartnerStats = operation({
  name: 'get-partner-stats',
  method: 'GET',
  path: '/partner-stats',
  summary: 'Counts of partners by state',
  tag: 'partners',
  permission: 'partners:read',
  params: noParams,
  query: z.strictObject(partnerFilter),
  body: undefined,
  response: z.strictObject({ states: z.record(z.enum(partnerStates), z.int()), total: z.int() }),
  status: 200,
  problems: [],
});
export type PartnerStats = z.output<typeof getPartnerStats.response>;

export const createPartner = operation({
  name: 'create-partner',
  method: 'POST',
  path: '/partners',
  summary: 'A new partner',
  tag: 'partners',
  permission: 'partners:write',
  params: noParams,
  query: noQuery,
  body: newPartner,
  response: partner,
  status: 201,
  problems: ['partner-exists'],
  location: ({ id }) => `/partners/${id}`,
});

export const getPartner = operation({
  name: 'get-partner',
  method: 'GET',
  path: '/partners/{partnerId}',
  summary: 'One partner',
  tag: 'partners',
  permission: 'partners:read',
  params: partnerParams,
  query: noQuery,
  body: undefined,
  response: partner,
  status: 200,
  problems: ['not-found'],
});
