import type { Generated } from 'kysely';

export interface InboundFileTable {
  no: Generated<number>;
  id: string;
  bucket: string;
  object_key: string;
  version: string;
  etag: string;
  sequencer: string;
  size_bytes: number;
  name: string;
  /** As it is looked for; see `sql/file-names.ts`. */
  name_words: string;
  partner_no: number | null;
  feed_no: number | null;
  state: string;
  sha256: string | null;
  problem: string | null;
  duplicate_of: string | null;
  archive_bucket: string | null;
  archive_key: string | null;
  received_at: string;
  archived_at: string | null;
  rejected_at: string | null;
  /** The state to which a rejection is taken back. */
  rejected_from: string | null;
}

/** The words of a file's name from one of them on, for each. */
export interface FileNamePartTable {
  part: string;
  file_no: number;
}
