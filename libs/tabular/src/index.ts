export * from './canonical-record.ts';
export * from './feed-format.ts';
export { defaultLimits } from './file-limits.ts';
export { codeOf, problemCatalogue, type ProblemCode, type ProblemName } from './problem-codes.ts';
export { fileProblem, rowProblem, type Problem } from './problem.ts';
export {
  createDecoder,
  type DecodeSummary,
  type Decoder,
  type FileFlag,
} from './decode/decoder.ts';
export { decodeRow, type RowPlace } from './decode/decode-row.ts';
export { decodeStream } from './decode/decode-stream.ts';
export { FileRejected } from './decode/file-rejected.ts';
export type { RawRecord } from './decode/raw-record.ts';
export { resolveEncoding, type Encoding, type EncodingKind } from './decode/encoding.ts';
export type { HeaderDrift, RenameSuggestion } from './header/header-drift.ts';
export {
  resolveHeader,
  type HeaderResolution,
  type ResolvedHeader,
} from './header/resolve-header.ts';
export {
  compileFeed,
  type FeedReader,
  type ReadContext,
  type ReadRow,
} from './read/feed-reader.ts';
export { minorUnitDigits } from './read/currency.ts';
export { checkFormat } from './check/check-format.ts';
export type { FormatFinding, FormatFindingCode } from './check/format-finding.ts';
