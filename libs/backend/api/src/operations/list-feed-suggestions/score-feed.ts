import { createHash } from 'node:crypto';
import { matchesPattern } from '@waybill/contracts';
import type { FeedSuggestion, InboundFile } from '@waybill/contracts';
import type { FeedConfig } from '@waybill/store';
import { fitFormat, type FileSample, type FormatFit } from '@waybill/tabular';

type Reason = FeedSuggestion['reasons'][number];

/** What each thing counts, of 100. The content outweighs folder and name: those are what was wrong, or the file had been recognised. */
const weights = { columns: 50, rows: 25, folder: 15, name: 10 } as const;
const namesShown = 4;

/** How well one feed fits, with every reason in a sentence. `today` in days since 1970-01-01. */
export function scoreFeed(
  feed: FeedConfig & { name: string },
  file: Pick<InboundFile, 'key' | 'name'>,
  sample: FileSample,
  today: number,
): FeedSuggestion {
  const fit = fitFormat(feed.bundle.format, sample, { today, sha256Hex });
  const [partner, code] = file.key.split('/');
  const isOfPartner = partner === feed.partner;
  const isInFolder = isOfPartner && code === feed.code;
  const hasName = matchesPattern(file.name, feed.filePattern);
  const content = contentScore(fit);
  const place = (isOfPartner ? weights.folder : 0) + (hasName ? weights.name : 0);
  const score = content === 0 ? 0 : Math.round(content + place);
  return {
    feed: feed.id,
    name: feed.name,
    partner: feed.partner,
    score,
    confidence: score >= 80 ? 'strong' : score >= 60 ? 'likely' : 'weak',
    reasons: [
      ...columnReasons(fit),
      ...rowReasons(fit),
      folderReason(feed, isOfPartner, isInFolder),
      hasName
        ? { fits: true, text: `The name fits its pattern ${feed.filePattern}.` }
        : { fits: false, text: `The name does not fit its pattern ${feed.filePattern}.` },
    ],
  };
}

function contentScore({ columnsFound, columnsExpected, missing, rowsRead, rowsGood }: FormatFit) {
  const good = rowsRead === 0 ? 0 : rowsGood / rowsRead;
  // Without a header only the rows tell.
  if (columnsFound === null) return (weights.columns + weights.rows) * good;
  const found = columnsExpected === 0 ? 0 : columnsFound / columnsExpected;
  const penalty = missing.length === 0 ? 1 : 0.5;
  return weights.columns * found * penalty + weights.rows * good;
}

function columnReasons({ columnsFound, columnsExpected, missing, unknown }: FormatFit): Reason[] {
  if (columnsFound === null) return [];
  if (columnsFound === 0) return [{ fits: false, text: 'The header names none of its columns.' }];
  const all = columnsFound === columnsExpected;
  const found = `${String(columnsFound)} of its ${String(columnsExpected)} columns`;
  const reasons: Reason[] = [
    {
      fits: missing.length === 0,
      text: `The header names ${all ? `all ${found.slice(found.indexOf('its'))}` : found}.`,
    },
  ];
  if (missing.length > 0) reasons.push({ fits: false, text: `Missing: ${some(missing)}.` });
  if (unknown.length > 0)
    reasons.push({ fits: false, text: `Not in its layout: ${some(unknown)}.` });
  return reasons;
}

function rowReasons({ rowsRead, rowsGood, refusal }: FormatFit): Reason[] {
  if (rowsRead === 0)
    return refusal === null ? [] : [{ fits: false, text: `It would be refused: ${refusal.code}.` }];
  const rows = rowsRead === 1 ? 'the first row' : `the first ${String(rowsRead)} rows`;
  if (rowsGood === rowsRead) return [{ fits: true, text: `It can read ${rows}.` }];
  return [{ fits: rowsGood > rowsRead / 2, text: `It can read ${String(rowsGood)} of ${rows}.` }];
}

function folderReason(
  { id, partner }: FeedConfig,
  isOfPartner: boolean,
  isInFolder: boolean,
): Reason {
  if (isInFolder) return { fits: true, text: `The file lies in the folder of ${id}.` };
  return isOfPartner
    ? { fits: true, text: `The file lies in a folder of ${partner}.` }
    : { fits: false, text: `The file does not lie in a folder of ${partner}.` };
}

function some(names: readonly string[]): string {
  const shown = names
    .slice(0, namesShown)
    .map((name) => (name === '' ? '(no name)' : name.slice(0, 64)));
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${String(rest)} more` : shown.join(', ');
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
