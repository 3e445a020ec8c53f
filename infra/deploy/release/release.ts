import * as z from 'zod';

const file = z.object({
  /** From the root of the portal, without a leading slash: `media/codicon-AB12cd34.ttf`. */
  path: z.string(),
  kind: z.enum(['asset', 'entry']),
  /** Of the file as it was built, in hex, also where it lies compressed. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().nonnegative(),
});

export const releaseSchema = z.object({
  /** Twelve digits that follow from the contents of its files. */
  id: z.string(),
  version: z.string(),
  /** What it was built from, when that was said. */
  commit: z.string().nullable(),
  uploadedAt: z.iso.datetime(),
  uploadedBy: z.string(),
  files: z.array(file),
});

export type ReleaseFile = z.infer<typeof file>;

/** A release as its record in the bucket says; the record is written when all files are there. */
export type Release = z.infer<typeof releaseSchema>;

/** A file that is about to be released. */
export interface BuiltFile extends ReleaseFile {
  read(): Promise<Buffer>;
}

export const assetsOf = <File extends ReleaseFile>(files: readonly File[]) =>
  files.filter(({ kind }) => kind === 'asset');
export const entriesOf = <File extends ReleaseFile>(files: readonly File[]) =>
  files.filter(({ kind }) => kind === 'entry');
export const totalBytes = (files: readonly ReleaseFile[]) =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);
