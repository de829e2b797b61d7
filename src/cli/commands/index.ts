import type { Command } from '../command.ts';

/** Every command by its name, in the order of the help text; each is loaded when it is asked for. */
const load: Readonly<Record<string, () => Promise<Command>>> = {
  demo: async () => (await import('./demo.ts')).demo,
  synth: async () => (await import('./synth.ts')).synth,
  import: async () => (await import('./import.ts')).importCommand,
  profile: async () => (await import('./profile.ts')).profile,
  quality: async () => (await import('./quality.ts')).quality,
  match: async () => (await import('./match.ts')).match,
  person: async () => (await import('./person.ts')).person,
  'change-person': async () => (await import('./changePerson.ts')).changePerson,
  crosswalk: async () => (await import('./crosswalk.ts')).crosswalk,
  lists: async () => (await import('./lists.ts')).lists,
  verify: async () => (await import('./verify.ts')).verify,
  link: async () => (await import('./link.ts')).link,
  dedupe: async () => (await import('./dedupe.ts')).dedupe,
  train: async () => (await import('./train.ts')).train,
  score: async () => (await import('./score.ts')).score,
  explain: async () => (await import('./explain.ts')).explain,
  evaluate: async () => (await import('./evaluate.ts')).evaluate,
};

/** The command of a name; undefined when there is none. */
export async function commandNamed(name: string): Promise<Command | undefined> {
  return Object.hasOwn(load, name) ? load[name]!() : undefined;
}

/** Every command, in the order of the help text. */
export async function allCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(load).map((command) => command()));
}
