import type { Permission } from '@waybill/contracts';
import type { IconName } from '@waybill/portal-ui';

export const menuGroups = ['Operations', 'Partners', 'Records'] as const;

export interface MenuEntry {
  readonly label: string;
  readonly link: string;
  readonly icon: IconName;
  /** Without it the entry is not shown: a menu lists what one can go to. Null: everybody's. */
  readonly permission: Permission | null;
  /** Null for what stands at the foot of the menu. */
  readonly group: (typeof menuGroups)[number] | null;
  /** Pressed after `g`, it goes there. */
  readonly key: string;
}

export const menuEntries: readonly MenuEntry[] = [
  {
    label: 'Overview',
    link: '/overview',
    icon: 'dashboard',
    permission: 'runs:read',
    group: 'Operations',
    key: 'o',
  },
  {
    label: 'Runs',
    link: '/runs',
    icon: 'view-timeline',
    permission: 'runs:read',
    group: 'Operations',
    key: 'r',
  },
  {
    label: 'Errors',
    link: '/errors',
    icon: 'error',
    permission: 'runs:read',
    group: 'Operations',
    key: 'e',
  },
  {
    label: 'Files',
    link: '/files',
    icon: 'description',
    permission: 'files:read',
    group: 'Operations',
    key: 'f',
  },
  {
    label: 'Replays',
    link: '/replays',
    icon: 'replay',
    permission: 'runs:read',
    group: 'Operations',
    key: 'x',
  },
  {
    label: 'Upload',
    link: '/upload',
    icon: 'upload-file',
    permission: 'files:upload',
    group: 'Operations',
    key: 'u',
  },
  {
    label: 'Partners',
    link: '/partners',
    icon: 'storefront',
    permission: 'partners:read',
    group: 'Partners',
    key: 'p',
  },
  {
    label: 'Feeds calendar',
    link: '/feeds/calendar',
    icon: 'calendar-month',
    permission: 'feeds:read',
    group: 'Partners',
    key: 'c',
  },
  {
    label: 'Rules',
    link: '/rules',
    icon: 'rule',
    permission: 'rules:read',
    group: 'Partners',
    key: 'd',
  },
  {
    label: 'Change requests',
    link: '/change-requests',
    icon: 'inbox',
    permission: 'rules:read',
    group: 'Partners',
    key: 'q',
  },
  {
    label: 'Members',
    link: '/members',
    icon: 'person',
    permission: 'members:read',
    group: 'Partners',
    key: 'm',
  },
  {
    label: 'Entries',
    link: '/entries',
    icon: 'receipt-long',
    permission: 'ledger:read',
    group: 'Partners',
    key: 'l',
  },
  {
    label: 'Jobs',
    link: '/jobs',
    icon: 'work-history',
    permission: 'jobs:read',
    group: 'Records',
    key: 'j',
  },
  {
    label: 'Audit',
    link: '/audit',
    icon: 'history',
    permission: 'audit:read',
    group: 'Records',
    key: 'a',
  },
  {
    label: 'Settings',
    link: '/settings',
    icon: 'settings',
    permission: null,
    group: null,
    key: 's',
  },
  { label: 'Help', link: '/help', icon: 'help', permission: null, group: null, key: 'h' },
];
