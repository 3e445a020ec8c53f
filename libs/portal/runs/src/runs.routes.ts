import type { Routes } from '@angular/router';
export const runsRoutes: Routes = [];
export const uploadRoutes: Routes = [];
