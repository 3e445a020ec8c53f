export * from './canonical-record.ts';
export * from './feed-format.ts';
export type { Problem } from './problem.ts';
export {
  explanationOf,
  problemCatalogue,
  type ProblemCode,
  type ProblemExplanation,
} from './problem-codes.ts';
export {
  createDecoder,
  type DecodeSummary,
  type Decoder,
  type FileFlag,
} from './decode/decoder.ts';
export { canBeDivided, decodePart, type FilePart } from './decode/decode-part.ts';
export { decodeStream } from './decode/decode-stream.ts';
export { FileRejected } from './decode/file-rejected.ts';
export type { RawRecord } from './decode/raw-record.ts';
export { resolveEncoding } from './decode/encoding.ts';
export { compileFeed, type FeedReader, type ReadRow } from './read/feed-reader.ts';
export { slotsOf } from './read/slots.ts';
export { checkFormat } from './check/check-format.ts';
export type { ResolvedHeader } from './header/resolve-header.ts';
export {
  weekdays,
  type Expectation,
  type RowExpectation,
  type Weekday,
} from './expectation/expectation.ts';
export { fitFormat, type FormatFit } from './profile/fit-format.ts';
export { formatOfAnything, guessDialect, looksLikeHeader } from './profile/guess-dialect.ts';
export { sampleRows, type FileSample, type SampledRows } from './profile/sample-rows.ts';
export { nextDueTimes, type DueTime } from './expectation/due-times.ts';
export {
  feedDays,
  feedDayStates,
  type Arrival,
  type FeedDay,
  type FeedDayState,
} from './expectation/feed-days.ts';
export { judgeRows, trailingFiles, type RowVerdict } from './expectation/row-guard.ts';
export { describeDrift, type Drift, type NamedRows } from './header/describe-drift.ts';
export type { HeaderDrift } from './header/header-drift.ts';
