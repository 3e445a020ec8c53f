import type { Routes } from '@angular/router';
import { provideLists } from '@waybill/portal-core/list';

export const auditRoutes: Routes = [
  {
    path: '',
    title: 'Audit trail',
    providers: [provideLists()],
    loadComponent: async () => (await import('./audit-list/audit-list-page.ts')).AuditListPage,
  },
];
