import type { Params } from '@angular/router';
import type { FileDetail } from '@waybill/contracts';
import type { IconName } from '@waybill/portal-ui';

/** A place where the cause of a waiting file can be removed, or looked into. */
export interface FileRemedy {
  readonly label: string;
  readonly icon: IconName;
  readonly link: readonly string[];
  readonly params?: Params;
}

/** What helps before a file that was set aside is released, the likeliest first; nothing once it no longer waits. */
export function remediesFor(code: string, { feed, partner, state }: FileDetail): FileRemedy[] {
  if (state !== 'quarantined' || feed === null) return [];
  const header: FileRemedy = {
    label: 'See how the header changed',
    icon: 'difference',
    link: ['/feeds', feed, 'drift'],
  };
  const format: FileRemedy = {
    label: 'Change the feed’s format',
    icon: 'rule',
    link: ['/feeds', feed, 'format'],
  };
  const before: FileRemedy = {
    label: 'Compare with earlier files',
    icon: 'draft',
    link: ['/files'],
    params: { feed },
  };
  const waiting: FileRemedy = {
    label: 'What else of this feed waits',
    icon: 'pending',
    link: ['/files'],
    params: { feed, state: 'unassigned,quarantined' },
  };
  const contacts: FileRemedy[] =
    partner === null
      ? []
      : [{ label: 'Ask the partner', icon: 'person', link: ['/partners', partner, 'contacts'] }];
  const [area = ''] = code.split('-');
  if (headerCodes.has(code)) return [header, format, waiting];
  if (area === 'GUARD') return [before, ...contacts];
  return readingAreas.has(area) ? [format, waiting, ...contacts] : [waiting, ...contacts];
}

/** A column came or went; the feed says which, and takes its new name at a press. */
const headerCodes: ReadonlySet<string> = new Set(['LAYOUT-002', 'LAYOUT-003']);
const readingAreas: ReadonlySet<string> = new Set(['FILE', 'PARSE', 'LAYOUT']);
