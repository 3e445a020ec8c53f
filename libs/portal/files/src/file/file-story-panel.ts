import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FileDetail } from '@waybill/contracts';
import { Icon, Time } from '@waybill/portal-ui';
import { storyOf } from './file-story.ts';

/** What happened to the file, in plain words and with times. */
@Component({
  selector: 'wb-file-story',
  imports: [Icon, RouterLink, Time],
  templateUrl: './file-story-panel.html',
  styleUrl: './file-story-panel.scss',
  host: { class: 'wb-card', role: 'region', 'aria-labelledby': 'file-story' },
})
export class FileStory {
  readonly file = input.required<FileDetail>();
  protected readonly chapters = computed(() => storyOf(this.file()));
  protected readonly isShort = computed(() => this.file().decisions === null);
}
