import type { SearchAnswer, SearchKind } from '@waybill/contracts';
import type { ScreenAction } from '@waybill/portal-core';
import type { IconName } from '@waybill/portal-ui';
import type { MenuEntry } from '../shell/menu-entries.ts';
import type { Place } from '../shell/recent-places.ts';

/** One line of the palette: something to do, or somewhere to go. */
export interface PaletteItem {
  readonly id: string;
  readonly icon: IconName;
  readonly title: string;
  readonly subtitle: string;
  /** Keys that do the same. */
  readonly keys: readonly string[];
  /** Why it cannot be done now; null when it can. */
  readonly refusal: string | null;
  readonly does: { readonly go: string } | { readonly run: () => void };
}

export interface PaletteSection {
  readonly heading: string;
  readonly items: readonly PaletteItem[];
}

const kindWords: Readonly<Record<SearchKind, { label: string; icon: IconName }>> = {
  partner: { label: 'Partner', icon: 'storefront' },
  feed: { label: 'Feed', icon: 'rss-feed' },
  run: { label: 'Run', icon: 'view-timeline' },
  file: { label: 'File', icon: 'description' },
  member: { label: 'Member', icon: 'person' },
  entry: { label: 'Ledger entry', icon: 'receipt-long' },
  replay: { label: 'Replay', icon: 'replay' },
  'row-error': { label: 'Row error', icon: 'error' },
  code: { label: 'Error code', icon: 'help' },
};

const plain = { subtitle: '', keys: [], refusal: null } as const;

export function itemOfAction({ id, label, key, icon, refusal, run }: ScreenAction): PaletteItem {
  return {
    ...plain,
    id: `action ${id}`,
    icon: icon ?? 'play-circle',
    title: label,
    subtitle: refusal ?? '',
    keys: key === undefined ? [] : [key],
    refusal: refusal ?? null,
    does: { run },
  };
}

export function itemOfEntry({ label, link, icon, key }: MenuEntry): PaletteItem {
  return { ...plain, id: `go ${link}`, icon, title: label, keys: ['g', key], does: { go: link } };
}

export function itemOfPlace({ url, title }: Place): PaletteItem {
  return { ...plain, id: `recent ${url}`, icon: 'history', title, does: { go: url } };
}

export function itemOfFound({ kind, id, title, subtitle, link }: SearchAnswer['items'][number]) {
  const { label, icon } = kindWords[kind];
  return {
    ...plain,
    id: `found ${kind} ${id}`,
    icon,
    title,
    subtitle: `${label} · ${subtitle}`,
    does: { go: link },
  } satisfies PaletteItem;
}
