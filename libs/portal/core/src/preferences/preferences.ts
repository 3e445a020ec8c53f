import { createActionGroup, createFeature, createReducer, on, props } from '@ngrx/store';
import type { Preferences } from '@waybill/contracts';
import { zoneChoices } from '@waybill/portal-ui';

export type { Preferences } from '@waybill/contracts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const storageKey = 'waybill.preferences';
const usual: Preferences = {
  theme: 'system',
  zone: 'mine',
  density: 'comfortable',
  pageSize: 100,
  keys: true,
  toursSeen: [],
  defaultViews: {},
};

export const preferenceEvents = createActionGroup({
  source: 'Preferences',
  events: {
    Changed: props<{ change: Partial<Preferences> }>(),
    /** As the hub has them; they win over what this browser remembered. */
    Loaded: props<{ preferences: Preferences }>(),
  },
});

/** In the browser they are either a guess from the last visit, or what the hub said. */
export interface PreferencesState extends Preferences {
  readonly known: boolean;
}

function initially(): PreferencesState {
  return { ...readPreferences(), known: false };
}

export const preferencesFeature = createFeature({
  name: 'preferences',
  reducer: createReducer(
    initially(),
    on(preferenceEvents.changed, (state, { change }): PreferencesState => ({
      ...state,
      ...change,
    })),
    on(preferenceEvents.loaded, (_state, { preferences }): PreferencesState => ({
      ...preferences,
      known: true,
    })),
  ),
});

/**
 * What this browser remembers of the person's preferences; read before the first paint, so that a dark screen does not flash white.
 * The hub's own come later, with the session.
 */
export function readPreferences(): Preferences {
  try {
    const kept: Partial<Preferences> = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return {
      ...usual,
      theme: themes.find((theme) => theme === kept.theme) ?? usual.theme,
      zone: zoneChoices.find((zone) => zone === kept.zone) ?? usual.zone,
      density: kept.density === 'compact' ? 'compact' : usual.density,
      keys: kept.keys !== false,
    };
  } catch {
    // Storage is forbidden or holds something else's text; the usual is fine.
    return usual;
  }
}

/** Remembers them for the next first paint. */
export function rememberPreferences(preferences: Preferences): void {
  localStorage.setItem(storageKey, JSON.stringify(preferences));
}

export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
