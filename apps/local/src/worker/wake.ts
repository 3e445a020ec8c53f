/** Lets idle tasks sleep for a while, and wakes all of them when there is something to do or it is time to stop. */
export class Wake {
  #sleepers: (() => void)[] = [];

  constructor(signal: AbortSignal) {
    signal.addEventListener('abort', () => {
      this.now();
    });
  }

  now(): void {
    const sleepers = this.#sleepers;
    this.#sleepers = [];
    for (const sleeper of sleepers) sleeper();
  }

  within(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#sleepers.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
