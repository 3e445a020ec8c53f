import type * as z from 'zod';

/** The process was started with settings that cannot work; names each of them. */
export class BadConfig extends Error {
  override readonly name = 'BadConfig';
}

/**
 * Settings of one process, read once at its start.
 *
 * @param schema names are those of the environment variables
 * @param env usually `process.env`; an empty variable counts as absent
 * @throws BadConfig with the name of every variable that is missing or wrong, never with its value
 */
export function readConfig<Schema extends z.ZodObject>(
  schema: Schema,
  env: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new BadConfig(`Settings are missing or wrong. ${faults.join('; ')}`);
}
