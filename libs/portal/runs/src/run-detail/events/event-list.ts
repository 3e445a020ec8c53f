import { Component, computed, input } from '@angular/core';
import type { RunEvent } from '@waybill/contracts';
import { stageLabels } from '@waybill/portal-core';
import { Icon, Time, duration } from '@waybill/portal-ui';
import type { IconName } from '@waybill/portal-ui';

const icons: Readonly<Record<RunEvent['level'], IconName>> = {
  info: 'info',
  warning: 'warning',
  error: 'error',
};

/** Events in order, with how long each came after the first, under a heading for each attempt. */
@Component({
  selector: 'wb-event-list',
  imports: [Icon, Time],
  templateUrl: './event-list.html',
  styleUrl: './event-list.scss',
  host: { '[class.many]': 'events().length > 100' },
})
export class EventList {
  readonly events = input.required<readonly RunEvent[]>();
  /** RFC 3339; the moment that distances are counted from. */
  readonly since = input.required<string>();

  protected readonly icons = icons;
  protected readonly stages = stageLabels;
  protected readonly lines = computed(() => {
    const start = Date.parse(this.since());
    return this.events().map((event, index, all) => ({
      ...event,
      after: `+${duration(Date.parse(event.at) - start)}`,
      heading: event.attempt > 1 && event.attempt !== all[index - 1]?.attempt,
    }));
  });
}
