import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FileDetail } from '@waybill/contracts';
import { fileWords, stateWords } from '@waybill/portal-core';
import { StatusChip, Time, counted, figure } from '@waybill/portal-ui';

/** The runs of a file, and the other files with the same bytes. */
@Component({
  selector: 'wb-file-relations',
  imports: [RouterLink, StatusChip, Time],
  templateUrl: './file-relations.html',
  styleUrl: './file-relations.scss',
})
export class FileRelations {
  readonly file = input.required<FileDetail>();
  protected readonly fileWords = fileWords;
  protected readonly runWords = stateWords;
  protected readonly counted = counted;
  protected readonly figure = figure;
  protected readonly hasTwins = computed(() => this.file().twins.length > 0);
}
