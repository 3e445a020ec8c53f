import * as z from 'zod';
import { fileStates } from './file-states.ts';
import { operation } from './operation.ts';
import { rowProblem } from './row-problem.ts';
import { runCounts, runStates } from './runs.ts';
import {
  commaList,
  instant,
  noParams,
  noQuery,
  page,
  pageQuery,
  sha256,
  slug,
} from './shared-shapes.ts';

export const inboundFile = z
  .strictObject({
    id: z.string(),
    partner: slug.nullable(),
    feed: z.string().nullable().meta({ description: 'Feed id `<partner>.<code>`' }),
    name: z.string(),
    bucket: z.string(),
    key: z.string(),
    sizeBytes: z.int(),
    sha256: sha256.nullable(),
    state: z.enum(fileStates),
    problem: rowProblem.nullable().meta({ description: 'Why it is quarantined or unassigned' }),
    duplicateOf: z.string().nullable().meta({ description: 'Id of the file with the same bytes' }),
    archiveKey: z.string().nullable(),
    lastRun: z.string().nullable(),
    receivedAt: instant,
    archivedAt: instant.nullable(),
  })
  .meta({ id: 'InboundFile' });
export type InboundFile = z.output<typeof inboundFile>;

/** One thing that people or the hub decided about a file. */
export const fileDecision = z
  .strictObject({
    at: instant,
    actor: z.string().meta({ example: 'person:support' }),
    action: z.string().meta({ example: 'file.assigned' }),
    feed: z.string().nullable(),
    run: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'FileDecision' });
export type FileDecision = z.output<typeof fileDecision>;

/** A file with everything that a person needs to decide about it. */
export const fileDetail = inboundFile
  .extend({
    archiveBucket: z.string().nullable().meta({ description: 'Where its kept copy is' }),
    rejectedAt: instant.nullable(),
    reopenUntil: instant
      .nullable()
      .meta({ description: 'Until when a rejected file can be taken back' }),
    twins: z
      .array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          state: z.enum(fileStates),
          feed: z.string().nullable(),
          receivedAt: instant,
        }),
      )
      .meta({ description: 'Other files with the same bytes, oldest first, at most 20' }),
    runs: z
      .array(
        z.strictObject({
          id: z.string(),
          kind: z.enum(['file', 'replay']),
          state: z.enum(runStates),
          counts: runCounts,
          queuedAt: instant,
          finishedAt: instant.nullable(),
        }),
      )
      .meta({ description: 'All its runs, newest first, at most 100' }),
    decisions: z
      .array(fileDecision)
      .nullable()
      .meta({ description: 'Oldest first; null without audit:read' }),
  })
  .meta({ id: 'FileDetail' });
export type FileDetail = z.output<typeof fileDetail>;

const bucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/);

/** S3 counts the bytes of a key, and no file of ours has control characters in its name. */
const objectKey = z
  .string()
  .min(1)
  .regex(/^\P{Cc}*$/u, 'A key has no control characters')
  .refine((key) => new TextEncoder().encode(key).length <= 1024, 'A key has at most 1,024 bytes')
  .meta({ maxLength: 1024 });

const fileParams = z.strictObject({ fileId: z.string().max(64) });
const reason = z.string().trim().min(3).max(1000);

export const fileSorts = ['newest', 'oldest', 'largest'] as const;
export type FileSort = (typeof fileSorts)[number];

const fileFilter = {
  partner: slug.optional(),
  feed: z.string().max(127).optional(),
  from: instant.optional().meta({ description: 'Received at or after' }),
  to: instant.optional().meta({ description: 'Received before' }),
  q: z.string().max(200).optional().meta({
    description:
      'Words of the name in their order, the last of which may be cut short, or the beginning of a file id',
  }),
};

export const listFiles = operation({
  name: 'list-files',
  method: 'GET',
  path: '/files',
  summary: 'Inbound files',
  tag: 'files',
  permission: 'files:read',
  params: noParams,
  query: z.strictObject({
    ...pageQuery,
    ...fileFilter,
    state: commaList(fileStates).optional(),
    key: z.string().max(1024).optional().meta({ description: 'Exact object key' }),
    sort: z.enum(fileSorts).default('newest'),
  }),
  body: undefined,
  response: page(inboundFile),
  status: 200,
  problems: [],
});

export const getFileStats = operation({
  name: 'get-file-stats',
  method: 'GET',
  path: '/file-stats',
  summary: 'Counts of files by state',
  tag: 'files',
  permission: 'files:read',
  params: noParams,
  query: z.strictObject(fileFilter),
  body: undefined,
  response: z.strictObject({
    states: z.record(z.enum(fileStates), z.int()),
    total: z.int(),
    more: z.literal(true).optional().meta({
      description: 'So many have such a name that only the first 10,000 are counted',
    }),
  }),
  status: 200,
  problems: [],
});
export type FileStats = z.output<typeof getFileStats.response>;

export const getFile = operation({
  name: 'get-file',
  method: 'GET',
  path: '/files/{fileId}',
  summary: 'One inbound file, with its runs, its twins and what was decided about it',
  tag: 'files',
  permission: 'files:read',
  params: fileParams,
  query: noQuery,
  body: undefined,
  response: fileDetail,
  status: 200,
  problems: ['not-found'],
});

export const ingestFile = operation({
  name: 'ingest-file',
  method: 'POST',
  path: '/files/ingest',
  summary: 'Take in an object of the landing bucket, as its event would',
  tag: 'files',
  permission: 'files:ingest',
  params: noParams,
  query: noQuery,
  body: z.strictObject({ bucket: bucketName, key: objectKey }),
  response: inboundFile,
  status: 202,
  problems: ['object-absent'],
  location: ({ id }) => `/files/${id}`,
});

export const assignFile = operation({
  name: 'assign-file',
  method: 'POST',
  path: '/files/{fileId}/assign',
  summary: 'Give an unassigned file to a feed and process it',
  tag: 'files',
  permission: 'files:assign',
  params: fileParams,
  query: noQuery,
  body: z.strictObject({ feed: z.string().min(1).max(127), reason }),
  response: inboundFile,
  status: 202,
  problems: ['not-found', 'file-not-assignable', 'file-gone'],
  location: ({ id }) => `/files/${id}`,
});

export const releaseFile = operation({
  name: 'release-file',
  method: 'POST',
  path: '/files/{fileId}/release',
  summary: 'Take a file out of quarantine and process it, its guards waived',
  tag: 'files',
  permission: 'files:decide',
  params: fileParams,
  query: noQuery,
  body: z.strictObject({ reason }),
  response: inboundFile,
  status: 202,
  problems: ['not-found', 'file-not-releasable', 'file-gone'],
  location: ({ id }) => `/files/${id}`,
});

export const rejectFile = operation({
  name: 'reject-file',
  method: 'POST',
  path: '/files/{fileId}/reject',
  summary: 'Decide that an unassigned or quarantined file is never processed',
  tag: 'files',
  permission: 'files:decide',
  params: fileParams,
  query: noQuery,
  body: z.strictObject({ reason }),
  response: inboundFile,
  status: 200,
  problems: ['not-found', 'file-not-rejectable'],
});

export const reopenFile = operation({
  name: 'reopen-file',
  method: 'POST',
  path: '/files/{fileId}/reopen',
  summary: 'Take a rejection back, for 30 days: the file waits for a decision again',
  tag: 'files',
  permission: 'files:decide',
  params: fileParams,
  query: noQuery,
  body: z.strictObject({ reason }),
  response: inboundFile,
  status: 200,
  problems: ['not-found', 'file-not-reopenable'],
});

/** How well a feed fits a file, from the folder, the name and the first kilobytes; a person decides. */
export const feedSuggestion = z
  .strictObject({
    feed: z.string(),
    name: z.string(),
    partner: slug,
    confidence: z.enum(['strong', 'likely', 'weak']),
    score: z.int().min(0).max(100),
    reasons: z
      .array(z.strictObject({ fits: z.boolean(), text: z.string() }))
      .meta({ description: 'What speaks for it and against it, in sentences' }),
  })
  .meta({ id: 'FeedSuggestion' });
export type FeedSuggestion = z.output<typeof feedSuggestion>;

export const listFeedSuggestions = operation({
  name: 'list-feed-suggestions',
  method: 'GET',
  path: '/files/{fileId}/feed-suggestions',
  summary: 'Feeds whose layout and pattern fit a file, best first',
  tag: 'files',
  permission: 'files:assign',
  params: fileParams,
  query: noQuery,
  body: undefined,
  response: z.strictObject({
    items: z.array(feedSuggestion).meta({ description: 'At most 8' }),
    feedsCompared: z.int(),
  }),
  status: 200,
  problems: ['not-found', 'file-gone'],
});
export type FeedSuggestions = z.output<typeof listFeedSuggestions.response>;

export const filePreview = z
  .strictObject({
    cutAs: z.enum(['feed', 'guess']).meta({ description: 'By whose dialect the cells are cut' }),
    encoding: z.string(),
    delimiter: z.string().nullable().meta({ description: 'null for fixed width' }),
    header: z.array(z.string()).nullable(),
    rows: z.array(
      z.strictObject({ line: z.int(), cells: z.array(z.string()), problems: z.array(rowProblem) }),
    ),
    refusal: rowProblem
      .nullable()
      .meta({ description: 'Why the feed would refuse the file as a whole' }),
    masked: z.boolean().meta({ description: 'Cells are hidden without payload:read' }),
    bytesRead: z.int(),
    isWhole: z.boolean().meta({ description: 'Whether these are all rows of the file' }),
  })
  .meta({ id: 'FilePreview' });
export type FilePreview = z.output<typeof filePreview>;

export const getFilePreview = operation({
  name: 'get-file-preview',
  method: 'GET',
  path: '/files/{fileId}/preview',
  summary: 'The first rows of a file, as its feed, another feed or a guess cuts them',
  tag: 'files',
  permission: 'files:read',
  params: fileParams,
  query: z.strictObject({
    feed: z.string().max(127).optional().meta({ description: 'Cut as this feed would' }),
  }),
  body: undefined,
  response: filePreview,
  status: 200,
  problems: ['not-found', 'file-gone'],
});

export const createUploadUrl = operation({
  name: 'create-upload-url',
  method: 'POST',
  path: '/feeds/{feedId}/upload-urls',
  summary: 'A short-lived address to put a file to by hand',
  tag: 'files',
  permission: 'files:upload',
  params: z.strictObject({ feedId: z.string().max(127) }),
  query: noQuery,
  body: z.strictObject({ fileName: z.string().min(1).max(300) }),
  response: z.strictObject({
    url: z.url(),
    method: z.literal('PUT'),
    bucket: z.string(),
    key: z.string(),
    expiresAt: instant,
  }),
  status: 201,
  problems: ['not-found', 'partner-not-live'],
});

export const createDownloadUrl = operation({
  name: 'create-download-url',
  method: 'POST',
  path: '/files/{fileId}/download-url',
  summary: 'A short-lived address of the original bytes; who asked and why is audited',
  tag: 'files',
  permission: 'payload:read',
  params: fileParams,
  query: noQuery,
  body: z.strictObject({ reason }),
  response: z.strictObject({ url: z.url(), expiresAt: instant }),
  status: 201,
  problems: ['not-found', 'file-gone'],
});
