import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Replay } from '@waybill/contracts';
import { Permissions, stateWords } from '@waybill/portal-core';
import { ListEmpty, ListView, injectList } from '@waybill/portal-core/list';
import { Names } from '@waybill/portal-core/names';
import {
  EmptyState,
  Icon,
  ShareBar,
  StatusChip,
  Time,
  figure,
  signedFigure,
} from '@waybill/portal-ui';
import { Cell } from '@waybill/portal-ui/table';
import type { RowLink } from '@waybill/portal-ui/table';
import { sharesOfEffects } from '../data/replay-words.ts';
import { ReplayTabs } from './replay-tabs.ts';
import { replayList } from './replay-list.ts';

@Component({
  selector: 'wb-replay-list-page',
  imports: [
    Cell,
    EmptyState,
    Icon,
    ListEmpty,
    ListView,
    ReplayTabs,
    RouterLink,
    ShareBar,
    StatusChip,
    Time,
  ],
  templateUrl: './replay-list-page.html',
  styleUrl: './replay-list-page.scss',
})
export class ReplayListPage {
  protected readonly mayPlan = inject(Permissions).can('replays:plan');
  protected readonly names = inject(Names);
  protected readonly list = injectList(replayList);
  protected readonly words = stateWords;
  protected readonly shares = sharesOfEffects;
  protected readonly signed = signedFigure;
  protected readonly linkOf = (replay: Replay): RowLink => ({
    commands: ['/replays', replay.id],
    name: `Replay of ${replay.fileName}, ${stateWords[replay.state].label}`,
  });

  /** What it has changed, in words. */
  protected changed({ effects }: Replay): string {
    const parts = [
      ...(effects.inserted > 0 ? [`${figure(effects.inserted)} new`] : []),
      ...(effects.reversed > 0 ? [`${figure(effects.reversed)} replaced`] : []),
    ];
    return parts.length === 0 ? 'nothing changed' : parts.join(' · ');
  }

  /** The API names people as `person:<login>`. */
  protected person(actor: string): string {
    return actor.replace(/^person:/, '');
  }
}
