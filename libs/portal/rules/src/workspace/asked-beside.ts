/** On the page's own thread so long after the last question: what is asked takes longer than a key may. */
const restMs = 120;

/**
 * Asks a worker one question at a time; of those that come meanwhile only the last. On the page's own thread where there is no worker,
 * and from when its script could not be fetched, as after a release.
 */
export class AskedBeside<Question, Answer> {
  private worker: Worker | null;
  private readonly here: (question: Question) => Answer;
  private readonly answered: (answer: Answer, question: Question) => void;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked: Question | null = null;
  private next: Question | null = null;

  /**
   * @param worker Null where there is none
   * @param here What it does
   */
  constructor(
    worker: Worker | null,
    here: (question: Question) => Answer,
    answered: (answer: Answer, question: Question) => void,
  ) {
    this.worker = worker;
    this.here = here;
    this.answered = answered;
    worker?.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      const question = this.asked;
      this.asked = null;
      this.begin();
      if (question !== null) answered(data, question);
    });
    worker?.addEventListener('error', () => {
      worker.terminate();
      this.worker = null;
      this.next ??= this.asked;
      this.begin();
    });
  }

  ask(question: Question): void {
    this.next = question;
    this.begin();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.worker?.terminate();
  }

  private begin(): void {
    if (this.worker === null) this.beginHere();
    else if (this.asked === null && this.next !== null) {
      this.asked = this.next;
      this.worker.postMessage(this.next);
      this.next = null;
    }
  }

  private beginHere(): void {
    const { next } = this;
    if (next === null) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.answered(this.here(next), next);
    }, restMs);
  }
}
