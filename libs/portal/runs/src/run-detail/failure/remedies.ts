import type { Params } from '@angular/router';
import type { Run } from '@waybill/contracts';
import type { IconName } from '@waybill/portal-ui';

/** A place where something can be done about a failure. */
export interface Remedy {
  readonly label: string;
  readonly icon: IconName;
  readonly link: readonly string[];
  readonly params?: Params;
}

/** A column came or went; the feed says which, and takes its new name at a press. */
const headerCodes: ReadonlySet<string> = new Set(['LAYOUT-002', 'LAYOUT-003']);

/** What helps against a problem of this kind, the likeliest first. `isWhole`: the file as a whole was refused. */
export function remediesFor(code: string, run: Run, isWhole: boolean): Remedy[] {
  const [area = ''] = code.split('-');
  const format: Remedy = {
    label: 'Change the feed’s format',
    icon: 'rule',
    link: ['/feeds', run.feed, 'format'],
  };
  const header: Remedy = {
    label: 'See how the header changed',
    icon: 'difference',
    link: ['/feeds', run.feed, 'drift'],
  };
  const file: Remedy = {
    label: isWhole ? 'Release or reject the file' : 'Open the file',
    icon: 'draft',
    link: ['/files', run.file.id],
  };
  const rules: Remedy = {
    label: 'See the rules it ran with',
    icon: 'rule',
    link: ['/runs', run.id, 'config'],
  };
  const members: Remedy = {
    label: 'Look up the members',
    icon: 'person',
    link: ['/members'],
    params: { partner: run.partner },
  };
  const entries: Remedy = {
    label: 'Compare with what is booked',
    icon: 'receipt-long',
    link: ['/entries'],
    params: { partner: run.partner, feed: run.feed },
  };
  const byArea: Readonly<Record<string, readonly Remedy[]>> = {
    REFERENCE: [members],
    DUPLICATE: [entries],
    LEDGER: [entries],
    RULE: [rules],
    TRANSPORT: [file],
    SYSTEM: [file],
    FILE: [file, format],
  };
  if (headerCodes.has(code)) return [header, format, file];
  return [...(byArea[area] ?? (isWhole ? [format, file] : [format]))];
}
