import * as z from 'zod';
import { operation } from './operation.ts';
import { rowProblem } from './row-problem.ts';
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

export const fileStates = [
  'received',
  'unassigned',
  'duplicate',
  'quarantined',
  'assigned',
  'processing',
  'processed',
  'archived',
  'ignored',
] as const;

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

export const listFiles = operation({
  name: 'list-files',
  method: 'GET',
  path: '/files',
  summary: 'Inbound files, newest first',
  tag: 'files',
  permission: 'files:read',
  params: noParams,
  query: z.strictObject({
    ...pageQuery,
    partner: slug.optional(),
    feed: z.string().max(127).optional(),
    state: commaList(fileStates).optional(),
    key: z.string().max(1024).optional().meta({ description: 'Exact object key' }),
  }),
  body: undefined,
  response: page(inboundFile),
  status: 200,
  problems: [],
});

export const getFile = operation({
  name: 'get-file',
  method: 'GET',
  path: '/files/{fileId}',
  summary: 'One inbound file',
  tag: 'files',
  permission: 'files:read',
  params: fileParams,
  query: noQuery,
  body: undefined,
  response: inboundFile,
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
