import type { Command } from '../command.ts';
import { importCommand } from './import.ts';
import { synth } from './synth.ts';

/** Every command, in the order of the help text. */
export const commands: readonly Command[] = [synth, importCommand];
