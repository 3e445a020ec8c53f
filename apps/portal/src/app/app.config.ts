import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { inject, provideBrowserGlobalErrorListeners } from '@angular/core';
import type { ApplicationConfig } from '@angular/core';
import { MAT_TOOLTIP_DEFAULT_OPTIONS } from '@angular/material/tooltip';
import {
  TitleStrategy,
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withRouterConfig,
} from '@angular/router';
import { provideEffects } from '@ngrx/effects';
import { provideState, provideStore } from '@ngrx/store';
import {
  Freshness,
  RUNTIME_CONFIG,
  ZoneSwitch,
  bffInterceptor,
  jobsFeature,
  lastSeenInterceptor,
  preferenceEffects,
  preferencesFeature,
  provideAddress,
  provideSession,
} from '@waybill/portal-core';
import type { RuntimeConfig } from '@waybill/portal-core';
import { STANDSTILL, ZONE_CHOICE } from '@waybill/portal-ui';
import { routes } from './app.routes.ts';
import { PageTitles } from './page-titles.ts';

export function appConfig(config: RuntimeConfig): ApplicationConfig {
  return {
    providers: [
      provideBrowserGlobalErrorListeners(),
      { provide: RUNTIME_CONFIG, useValue: config },
      provideHttpClient(withInterceptors([lastSeenInterceptor, bffInterceptor])),
      provideStore(),
      provideAddress(),
      provideState(preferencesFeature),
      provideState(jobsFeature),
      provideEffects(preferenceEffects),
      provideSession(),
      provideRouter(
        routes,
        withComponentInputBinding(),
        withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
        withRouterConfig({ paramsInheritanceStrategy: 'always' }),
      ),
      { provide: TitleStrategy, useClass: PageTitles },
      { provide: STANDSTILL, useFactory: () => inject(Freshness).standstill },
      { provide: ZONE_CHOICE, useFactory: () => inject(ZoneSwitch).choice },
      { provide: MAT_TOOLTIP_DEFAULT_OPTIONS, useValue: tooltipPace },
    ],
  };
}

const tooltipPace = {
  showDelay: 350,
  hideDelay: 0,
  touchendHideDelay: 1500,
  disableTooltipInteractivity: true,
};
