import type * as z from 'zod';
import type { Permission } from './roles.ts';
import type { ProblemName } from './problem-catalogue.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One row of the operation table: everything that crosses the wire for one Lambda.
 *
 * Handlers, gateway, OpenAPI, client, permissions test and infrastructure all read this row and nothing else,
 * so they cannot disagree.
 */
export interface Operation<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Response extends z.ZodType = z.ZodType,
  Problem extends ProblemName = ProblemName,
> {
  /** `<verb-noun>`: also folder, operationId, log field and metric. */
  readonly name: string;
  readonly method: Method;
  /** Under `/v1`, parameters in braces: `/runs/{runId}`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly permission: Permission;
  readonly params: Params;
  readonly query: Query;
  /** Absent when the request has no body. */
  readonly body: Body;
  readonly response: Response;
  readonly status: 200 | 201 | 202;
  /** Coded failures a caller can act on, beyond those that every operation shares. */
  readonly problems: readonly Problem[];
  /**
   * Of an edit: the GET that shows what is edited. A caller sends the ETag of its answer as `If-Match`, without which nothing is
   * changed (428), and is told when somebody was faster (412).
   */
  readonly edits?: Operation;
  /** Of what makes a thing that is edited then: the GET that shows it. */
  readonly makes?: Operation;
  /** Where the thing that was made or set going can be read, below the API's base address; becomes `Location`. */
  location?(response: z.output<Response>): string;
}

/** Declares a row; exists so that the exact schemas survive inference. */
export function operation<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType | undefined,
  Response extends z.ZodType,
  Problem extends ProblemName,
>(
  row: Operation<Params, Query, Body, Response, Problem>,
): Operation<Params, Query, Body, Response, Problem> {
  return row;
}

/** An operation that edits what another one shows. */
export type EditOf<O extends Operation, Shown extends Operation> = O & { readonly edits: Shown };

/** Declares the row of an edit of what `shown` answers with. */
export function edit<O extends Operation, Shown extends Operation>(
  shown: Shown,
  row: O,
): EditOf<O, Shown> {
  return { ...row, edits: shown };
}

/** Whether what makes or edits a thing answers with the same as the GET that shows it, so that its answer has an ETag to go on editing with. */
export function answersAsShown({ edits, makes, response }: Operation): boolean {
  return (edits ?? makes)?.response === response;
}

/** What the decision behind an operation receives, parsed and typed. */
export interface RequestOf<O extends Operation> {
  params: z.output<O['params']>;
  query: z.output<O['query']>;
  body: O['body'] extends z.ZodType ? z.output<O['body']> : undefined;
}

/** What a caller writes, before defaults. */
export interface CallOf<O extends Operation> {
  params: z.input<O['params']>;
  query: z.input<O['query']>;
  body: O['body'] extends z.ZodType ? z.input<O['body']> : undefined;
}

export type ResponseOf<O extends Operation> = z.output<O['response']>;

/** Names of the problems of one operation beyond the shared ones. */
export type ProblemOf<O extends Operation> = O['problems'][number];
