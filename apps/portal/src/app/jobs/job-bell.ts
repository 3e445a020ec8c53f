import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, Injector, computed, effect, inject } from '@angular/core';
import { JobCentre } from '@waybill/portal-core';
import { Icon } from '@waybill/portal-ui';

/** How many jobs are under way and how many ended unseen; opens the notification centre. */
@Component({
  selector: 'wb-job-bell',
  imports: [Icon],
  template: `
    <button type="button" aria-haspopup="dialog" [attr.aria-label]="name()" (click)="open()">
      <wb-icon
        [name]="centre.running() > 0 ? 'progress-activity' : 'notifications'"
        [class.turning]="centre.running() > 0"
      />
      <span class="word">Notifications</span>
      @if (centre.unseen() > 0) {
        <span class="badge">{{ centre.unseen() > 99 ? '99+' : centre.unseen() }}</span>
      }
    </button>
  `,
  styleUrl: './job-bell.scss',
})
export class JobBell {
  private readonly injector = inject(Injector);
  private readonly announcer = inject(LiveAnnouncer);
  private known: number | null = null;

  protected readonly centre = inject(JobCentre);
  protected readonly name = computed(() => {
    const running = this.centre.running();
    const unseen = this.centre.unseen();
    const parts = [
      ...(running > 0 ? [`${running} under way`] : []),
      ...(unseen > 0 ? [`${unseen} ended`] : []),
    ];
    return ['Notifications', ...parts].join(', ');
  });

  constructor() {
    effect(() => {
      const unseen = this.centre.unseen();
      const more = this.known === null ? 0 : unseen - this.known;
      this.known = unseen;
      if (more > 0)
        void this.announcer.announce(more === 1 ? 'A job has ended.' : `${more} jobs have ended.`);
    });
  }

  protected async open(): Promise<void> {
    const { openJobPanel } = await import('./open-job-panel.ts');
    openJobPanel(this.injector);
  }
}
