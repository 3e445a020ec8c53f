import type { Routes } from '@angular/router';

export const partnersRoutes: Routes = [];
