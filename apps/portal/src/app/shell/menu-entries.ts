import type { Permission } from '@waybill/contracts';
import type { IconName } from '@waybill/portal-ui';

export interface MenuEntry {
  readonly label: string;
  readonly link: string;
  readonly icon: IconName;
  /** Without it the entry is not shown: a menu lists what one can go to. */
  readonly permission: Permission;
}

export const menuEntries: readonly MenuEntry[] = [
  { label: 'Overview', link: '/overview', icon: 'timeline', permission: 'runs:read' },
  { label: 'Runs', link: '/runs', icon: 'view-timeline', permission: 'runs:read' },
  { label: 'Members', link: '/members', icon: 'person', permission: 'members:read' },
  { label: 'Entries', link: '/entries', icon: 'receipt-long', permission: 'ledger:read' },
  { label: 'Upload', link: '/upload', icon: 'upload-file', permission: 'files:upload' },
];
