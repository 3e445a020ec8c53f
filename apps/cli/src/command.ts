import type { ParseArgsOptionsConfig } from 'node:util';

/** 0: all is well · 1: something was found · 2: not asked rightly, or a file that cannot be read. */
export type ExitCode = 0 | 1 | 2;

/** What a command has to say, for a person and for a program. */
export interface Report {
  readonly lines: readonly string[];
  readonly json: object;
  readonly exitCode: ExitCode;
}

/** The options that were given, by name. */
export type Given = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export interface Command {
  /** What follows the command's name: `<file>…`. */
  readonly takes: string;
  readonly about: string;
  /** How it is used, what it prints and when it ends with 1. */
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  /** @throws {Refusal} when it cannot begin */
  readonly run: (files: readonly string[], given: Given) => Promise<Report>;
}

/** Why the tool does nothing, as a sentence; it ends with 2. */
export class Refusal extends Error {}
