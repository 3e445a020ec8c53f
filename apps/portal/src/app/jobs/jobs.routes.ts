import type { Routes } from '@angular/router';
import { JobListPage } from '@waybill/portal-core/jobs';
import { provideLists } from '@waybill/portal-core/list';

export const jobsRoutes: Routes = [
  { path: '', title: 'Jobs', component: JobListPage, providers: [provideLists()] },
];
