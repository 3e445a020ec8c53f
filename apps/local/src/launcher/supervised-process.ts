import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { processLog } from './process-log.ts';
import type { ProcessLog } from './process-log.ts';
import type { ProcessPlan } from './processes.ts';
import type { StateFolder } from './state-folder.ts';

export interface Supervision {
  readonly state: StateFolder;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Shows a line to the person at the console. */
  readonly say: (line: string) => void;
  /** Milliseconds a process has to stop by itself; five seconds unless given. */
  readonly stopLimitMs?: number;
}

const firstPauseMs = 250;
const longestPauseMs = 10_000;
/** A process that ran this long was well; its next crash is a new story. */
const soundAfterMs = 10_000;
const triesBeforeReady = 3;
const readyLimitMs = 60_000;
const stopLimitMs = 5000;
/** What a process without a port says when it can work: a line with this in it, or the message `ready`. */
const readyLine = /(?<!not )\bready\b/i;
const exitWithParent = new URL('./exit-with-parent.ts', import.meta.url).href;

/** Starts one process, starts it again whenever it ends unasked, and stops it when asked. */
export class SupervisedProcess {
  readonly #plan: ProcessPlan;
  readonly #supervision: Supervision;
  readonly #log: ProcessLog;
  #child: ChildProcess | undefined;
  #crashes = 0;
  #wasReady = false;
  #saidReady = false;
  #stopping = false;
  /** Warnings from before it was ready; a failure to start shows them once, with the log's end. */
  #held: string[] = [];

  constructor(plan: ProcessPlan, supervision: Supervision) {
    this.#plan = plan;
    this.#supervision = supervision;
    this.#log = processLog(
      supervision.state.logFile(plan.name),
      (line) => {
        this.#alarm(`[${plan.name}] ${line}`);
      },
      (line) => {
        if (readyLine.test(line)) this.#saidReady = true;
      },
    );
  }

  /** Starts it and waits until it is ready. Throws when it is not after a minute or three crashes. */
  async start(): Promise<void> {
    this.#spawn();
    const deadline = Date.now() + readyLimitMs;
    while (!(await this.#isReady())) {
      if (this.#stopping) return;
      if (this.#crashes >= triesBeforeReady) throw this.#failure('ends as soon as it is started');
      if (Date.now() > deadline) throw this.#failure('is not ready after a minute');
      await pause(50);
    }
    this.#wasReady = true;
    for (const line of this.#held.splice(0)) this.#supervision.say(line);
  }

  /** Asks it to end, and kills it after five seconds. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child && isRunning(child)) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const timer = setTimeout(() => {
        this.#supervision.say(`[${this.#plan.name}] did not stop in time and is killed`);
        child.kill('SIGKILL');
      }, this.#supervision.stopLimitMs ?? stopLimitMs);
      await ended;
      clearTimeout(timer);
    }
    this.#supervision.state.removePid(this.#plan.name);
  }

  #spawn(): void {
    const { name, file, nodeFlags = [] } = this.#plan;
    const { state, env } = this.#supervision;
    const startedAt = Date.now();
    const child = spawn(process.execPath, [...nodeFlags, '--import', exitWithParent, file], {
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A group of its own, so that a Ctrl-C in the terminal reaches it through us and only once.
      detached: process.platform !== 'win32',
    });
    this.#child = child;
    this.#saidReady = false;
    if (child.pid !== undefined) state.writePid(name, child.pid);
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      this.#log.write(chunk, false);
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      this.#log.write(chunk, true);
    });
    child.on('message', (message) => {
      if (message === 'ready') this.#saidReady = true;
    });
    child.once('exit', (code, signal) => {
      if (code === 0 && this.#plan.isOneOff === true) state.removePid(name);
      else if (!this.#stopping) void this.#restart(startedAt, signal ?? `code ${String(code)}`);
    });
  }

  async #restart(startedAt: number, end: string): Promise<void> {
    const { name } = this.#plan;
    const { state, say } = this.#supervision;
    state.removePid(name);
    const wasSound = Date.now() - startedAt > soundAfterMs;
    this.#crashes = wasSound ? 1 : this.#crashes + 1;
    if (!this.#wasReady && this.#crashes >= triesBeforeReady) return;
    const wait = Math.min(firstPauseMs * 2 ** (this.#crashes - 1), longestPauseMs);
    say(`[${name}] ended unexpectedly (${end}); starting it again`);
    await pause(wait);
    if (!this.#stopping) this.#spawn();
  }

  async #isReady(): Promise<boolean> {
    const { port, anyAnswer } = this.#plan;
    if (!this.#child || !isRunning(this.#child)) return false;
    if (port === undefined) return this.#saidReady;
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/healthz`, {
        signal: AbortSignal.timeout(2000),
      });
      await answer.body?.cancel();
      return anyAnswer ? answer.status < 500 : answer.status === 200;
    } catch {
      return false;
    }
  }

  #alarm(line: string): void {
    if (this.#wasReady) this.#supervision.say(line);
    else this.#held.push(line);
  }

  #failure(what: string): Error {
    return new Error(`The ${this.#plan.name} ${what}. Its last lines:\n${this.#log.tail()}`);
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
