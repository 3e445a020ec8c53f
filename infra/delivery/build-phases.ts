import { parse } from 'yaml';

export const phaseNames = ['install', 'pre_build', 'build', 'post_build'] as const;
export type PhaseName = (typeof phaseNames)[number];

export interface Phase {
  readonly name: PhaseName;
  readonly commands: readonly string[];
}

interface BuildSpec {
  readonly version: number;
  readonly env?: { readonly shell?: string };
  readonly phases: Partial<Record<PhaseName, { readonly commands: readonly string[] }>>;
}

/**
 * The phases of a buildspec in CodeBuild's order.
 *
 * @throws when it is of another version, asks for another shell than bash, or has a phase that CodeBuild does not know
 */
export function phasesOf(text: string): Phase[] {
  const { version, env, phases } = parse(text) as BuildSpec;
  if (version !== 0.2) throw new Error(`A buildspec of version ${String(version)}`);
  if (env?.shell !== 'bash') throw new Error('Its commands are for bash, and it does not say so');
  const unknown = Object.keys(phases).find((name) => !phaseNames.includes(name as PhaseName));
  if (unknown !== undefined) throw new Error(`There is no phase ${unknown}`);
  return phaseNames.flatMap((name) => {
    const { commands } = phases[name] ?? {};
    return commands ? [{ name, commands }] : [];
  });
}
