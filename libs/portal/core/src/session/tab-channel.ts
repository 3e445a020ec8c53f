import { InjectionToken } from '@angular/core';
import type { TokenSet } from './token-set.ts';

/** What the tabs of one person tell each other. */
export type TabMessage =
  | { readonly kind: 'tokens-wanted' }
  | { readonly kind: 'tokens'; readonly tokens: TokenSet }
  | { readonly kind: 'signed-out' };

export interface TabChannel {
  post(message: TabMessage): void;
  /** Calls `listener` with what other tabs say; never with what this one said. */
  listen(listener: (message: TabMessage) => void): void;
}

/** Runs `work` while no other tab runs its own under the same name. */
export type ExclusiveRun = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

export const TAB_CHANNEL = new InjectionToken<TabChannel>('tab channel', {
  providedIn: 'root',
  factory: () => {
    const channel = new BroadcastChannel('waybill-session');
    return {
      post: (message) => {
        channel.postMessage(message);
      },
      listen: (listener) => {
        channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
          listener(data);
        });
      },
    };
  },
});

export const EXCLUSIVE_RUN = new InjectionToken<ExclusiveRun>('exclusive run', {
  providedIn: 'root',
  factory: () => (name, work) => navigator.locks.request(name, work),
});

/** Leaves the application for an address of this origin, forgetting everything in memory. */
export const LEAVE_FOR = new InjectionToken<(path: string) => void>('leave for', {
  providedIn: 'root',
  factory: () => (path) => {
    location.assign(path);
  },
});
