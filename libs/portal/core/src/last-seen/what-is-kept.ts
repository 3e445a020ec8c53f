/**
 * The answers that may be kept in the browser: lists and heads that say how things stand. What names people or shows what partners
 * sent – members, entries, rows, contacts, previews, the audit trail – is not; nor is what people edit or decide by: texts
 * of rules, plans, requests, the settings of a feed.
 */
const keptPaths: readonly RegExp[] = [
  /^\/bff\/(?:session|names|overview-page)$/,
  /^\/bff\/api\/(?:runs|run-stats|runs\/[^/]+\/(?:events|attempts))$/,
  /^\/bff\/api\/(?:files|file-stats|files\/[^/]+)$/,
  /^\/bff\/api\/(?:feeds|feed-days|partner-stats|row-error-stats)$/,
  /^\/bff\/api\/(?:replays|replay-stats|jobs|job-stats|saved-views|ledger\/integrity)$/,
  /^\/bff\/api\/(?:rule-sets|rule-sets\/[^/]+|change-requests)$/,
];

export function isKept(path: string): boolean {
  return keptPaths.some((kept) => kept.test(path));
}
