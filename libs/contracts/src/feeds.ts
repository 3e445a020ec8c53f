import type { FeedFormat } from '@waybill/tabular';
import * as z from 'zod';
import { expectation } from './expectations.ts';
import { operation } from './operation.ts';
import { instant, noParams, noQuery, page, pageQuery, sha256, slug } from './shared-shapes.ts';

const limits = z.strictObject({
  fileBytesMax: z.int().min(1).max(50_000_000_000).default(2_147_483_648),
  lineBytesMax: z.int().min(1).max(64_000_000).default(16_777_216),
  cellCharsMax: z.int().min(1).max(16_000_000).default(32_768),
  columnsMax: z.int().min(1).max(10_000).default(1_024),
  rowsMax: z.int().min(1).max(100_000_000).default(20_000_000),
});

export const dialect = z.strictObject({
  format: z.enum(['delimited', 'fixed-width']).default('delimited'),
  encoding: z.string().min(1).max(40).default('utf-8'),
  delimiter: z.string().length(1).default(','),
  quote: z.string().length(1).nullable().default('"'),
  lineEnding: z.enum(['any', 'cr']).default('any'),
  header: z.boolean().default(true),
  skipLines: z.int().min(0).max(1000).default(0),
  normaliseHeaders: z.boolean().default(false),
  trim: z.boolean().default(false),
  nullTokens: z.array(z.string().max(64)).max(20).default([]),
  trailer: z
    .strictObject({ marker: z.string().min(1).max(64), countCell: z.int().min(0).max(999) })
    .nullable()
    .default(null),
  limits: limits.prefault({}),
});

const columnName = z.string().min(1).max(200);

export const column = z.strictObject({
  name: columnName,
  type: z.enum(['text', 'integer', 'decimal', 'date', 'timestamp', 'boolean']).default('text'),
  required: z.boolean().default(false),
  aliases: z.array(columnName).max(20).optional(),
  format: z.string().min(1).max(64).optional(),
  timeZone: z.string().min(1).max(64).optional(),
  scale: z.int().min(0).max(9).optional(),
  decimalSeparator: z.enum(['.', ',']).optional(),
  trueTokens: z.array(z.string().max(64)).max(20).optional(),
  falseTokens: z.array(z.string().max(64)).max(20).optional(),
  minimum: z.string().max(64).optional(),
  maximum: z.string().max(64).optional(),
  maxLength: z.int().min(1).max(1_000_000).optional(),
  allowed: z.array(z.string().max(200)).max(2000).optional(),
  start: z.int().min(0).max(1_000_000).optional(),
  width: z.int().min(1).max(1_000_000).optional(),
});

export const feedFormat = z
  .strictObject({
    documentType: z.enum(['purchase', 'roster']),
    dialect: dialect.prefault({}),
    layout: z.strictObject({
      columns: z.array(column).min(1).max(1000),
      unknownColumns: z.enum(['ignore', 'reject']).default('ignore'),
    }),
    mapping: z.strictObject({
      fields: z
        .array(
          z.strictObject({
            field: z.string().min(1).max(64),
            column: columnName.optional(),
            constant: z.string().max(1024).optional(),
            valueMap: z.string().max(64).optional(),
            default: z.string().max(1024).optional(),
          }),
        )
        .min(1)
        .max(200),
      transactionKey: z
        .discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('column') }),
          z.strictObject({
            kind: z.literal('derived'),
            columns: z.array(columnName).min(1).max(100),
            scope: z.enum(['feed', 'file']).default('feed'),
          }),
        ])
        .default({ kind: 'column' }),
    }),
    valueMaps: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(64),
          entries: z.record(z.string(), z.string()),
          otherwise: z.string().optional(),
        }),
      )
      .max(100)
      .default([]),
  })
  .meta({ id: 'FeedFormat' }) satisfies z.ZodType<FeedFormat>;

/** A rule set document is checked by the rules engine itself, which points at the place; here it is only "an object". */
export const ruleSetDocument = z.record(z.string(), z.unknown()).meta({ id: 'RuleSetDocument' });

export const feed = z
  .strictObject({
    id: z.string().meta({ description: '`<partner>.<code>`', example: 'acme.purchases' }),
    partner: slug,
    code: slug,
    name: z.string(),
    documentType: z.enum(['purchase', 'roster']),
    state: z.enum(['active', 'paused']),
    filePattern: z.string(),
    unknownMembers: z.enum(['reject', 'create']),
    expectation: expectation
      .nullable()
      .meta({ description: 'When its files are due; null when nobody said' }),
    bundle: z.strictObject({
      version: z.int(),
      sha256,
      ruleVersion: z.string().meta({ example: 'cdnow-standard@1' }),
      format: feedFormat,
      rules: ruleSetDocument.nullable(),
    }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Feed' });
export type Feed = z.output<typeof feed>;

export const filePattern = z.string().min(1).max(200).meta({
  description:
    'File name with `*` for any characters, e.g. `purchases-*.csv`; matched without regard to case',
});

export const feedParams = z.strictObject({ feedId: z.string().max(127) });

export const newFeed = z
  .strictObject({
    code: slug.meta({ description: 'Also the folder below the partner in the landing bucket' }),
    name: z.string().min(1).max(200),
    filePattern: filePattern.default('*'),
    unknownMembers: z.enum(['reject', 'create']).default('reject'),
    format: feedFormat,
    rules: ruleSetDocument
      .nullable()
      .default(null)
      .meta({ description: 'Rule set document; needed for purchases, absent for rosters' }),
  })
  .meta({ id: 'NewFeed' });
export type NewFeed = z.output<typeof newFeed>;

export const listFeeds = operation({
  name: 'list-feeds',
  method: 'GET',
  path: '/feeds',
  summary: 'Feeds by partner and code',
  tag: 'feeds',
  permission: 'feeds:read',
  params: noParams,
  query: z.strictObject({ ...pageQuery, partner: slug.optional() }),
  body: undefined,
  response: page(feed.omit({ bundle: true })),
  status: 200,
  problems: [],
});

export const createFeed = operation({
  name: 'create-feed',
  method: 'POST',
  path: '/partners/{partnerId}/feeds',
  summary: 'A new feed: dialect, layout, mapping and rules, frozen as its first bundle',
  tag: 'feeds',
  permission: 'feeds:write',
  params: z.strictObject({ partnerId: slug }),
  query: noQuery,
  body: newFeed,
  response: feed,
  status: 201,
  problems: ['not-found', 'feed-exists', 'feed-invalid', 'rules-invalid'],
  location: ({ id }) => `/feeds/${id}`,
});

export const getFeed = operation({
  name: 'get-feed',
  method: 'GET',
  path: '/feeds/{feedId}',
  summary: 'One feed with its active bundle',
  tag: 'feeds',
  permission: 'feeds:read',
  params: feedParams,
  query: noQuery,
  body: undefined,
  response: feed,
  status: 200,
  problems: ['not-found'],
});
