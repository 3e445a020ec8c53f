import { httpResource } from '@angular/common/http';
import { Component, computed, input, signal } from '@angular/core';
import type { RunPart, RunPartsTally } from '@waybill/contracts';
import { toProblem, whileVisible } from '@waybill/portal-core';
import { ProblemPanel, StatusChip, byteSize, duration, figure } from '@waybill/portal-ui';
import { partWords, tallyInWords } from './part-words.ts';
import { segmentsOf } from './part-segments.ts';

const lookEveryMs = 3000;
/** A table of more is asked for. */
const rowsAtFirst = 50;

/** A large file is posted in parts: how each of them stands, as a bar and as a table. */
@Component({
  selector: 'wb-run-parts',
  imports: [ProblemPanel, StatusChip],
  templateUrl: './run-parts.html',
  styleUrl: './run-parts.scss',
})
export class RunParts {
  readonly runId = input.required<string>();
  readonly tally = input.required<RunPartsTally>();
  /** Whether the run still goes on. */
  readonly isLive = input(false);

  protected readonly answer = httpResource<{ items: RunPart[] }>(
    () => `/bff/api/runs/${encodeURIComponent(this.runId())}/parts`,
  );
  protected readonly parts = computed(() =>
    this.answer.hasValue() ? this.answer.value().items : [],
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly segments = computed(() => segmentsOf(this.parts()));
  protected readonly words = computed(() => tallyInWords(this.tally()));
  protected readonly showsAll = signal(false);
  protected readonly rows = computed(() =>
    (this.showsAll() ? this.parts() : this.parts().slice(0, rowsAtFirst)).map(lineOf),
  );
  protected readonly figure = figure;

  constructor() {
    whileVisible(
      lookEveryMs,
      () => this.isLive(),
      () => {
        this.answer.reload();
      },
    );
  }
}

function lineOf(part: RunPart) {
  const { counts, fromByte, toByte, busyMs, takenUp } = part;
  return {
    key: part.part,
    name: part.part === 0 ? 'Across parts' : figure(part.part),
    state: partWords[part.state],
    isTurning: part.state === 'running',
    from: part.part === 0 ? '' : figure(part.firstRow),
    settled: figure(counts.read),
    attention: figure(counts.rejected + counts.conflict),
    needsAttention: counts.rejected + counts.conflict > 0,
    size: part.part === 0 ? '' : byteSize(toByte - fromByte),
    busy: takenUp === 0 ? '' : duration(busyMs),
    takenUp: takenUp === 0 ? '' : figure(takenUp),
    isAgain: takenUp > 1,
  };
}
