import { Component, computed, inject } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import { outcomeWords } from '@waybill/portal-core';
import { Icon, StatusChip, counted, figure } from '@waybill/portal-ui';
import { PickedRow } from '../picked-row.ts';

/** Which row is tried: a run of the feed, a number in it, or values by hand. */
@Component({
  selector: 'wb-row-picker',
  imports: [Icon, MatTooltip, RouterLink, StatusChip],
  templateUrl: './row-picker.html',
  styleUrl: './row-picker.scss',
})
export class RowPicker {
  protected readonly row = inject(PickedRow);
  protected readonly counted = counted;
  protected readonly figure = figure;
  protected readonly outcomes = outcomeWords;
  protected readonly size = computed(() => this.row.run()?.counts.read ?? 0);
  protected readonly rowNo = computed(() => this.row.place()?.rowNo ?? 0);
  /** The runs to choose from, of which the chosen one may be older than all others. */
  protected readonly choices = computed(() => {
    const [runs, chosen] = [this.row.runs.items(), this.row.run()];
    const isListed = chosen === undefined || runs.some(({ id }) => id === chosen.id);
    const all = isListed ? runs : [...runs, chosen];
    return all
      .filter(({ counts }) => counts.read > 0)
      .map(({ id, file, queuedAt, counts }) => ({
        id,
        label: `${file.name} · ${queuedAt.slice(0, 10)} · ${counted(counts.read, 'row')}`,
      }));
  });

  protected choose(run: string): void {
    if (run === '') this.row.writeByHand();
    else this.row.pick({ run, rowNo: 1 });
  }

  protected go(field: HTMLInputElement): void {
    const place = this.row.place();
    const rowNo = Number(field.value);
    if (!place) return;
    if (Number.isInteger(rowNo) && rowNo >= 1 && rowNo <= this.size())
      this.row.pick({ ...place, rowNo });
    else field.value = String(place.rowNo);
  }
}
