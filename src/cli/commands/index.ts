import type { Command } from '../command.ts';
import { dedupe } from './dedupe.ts';
import { evaluate } from './evaluate.ts';
import { explain } from './explain.ts';
import { importCommand } from './import.ts';
import { link } from './link.ts';
import { synth } from './synth.ts';

/** Every command, in the order of the help text. */
export const commands: readonly Command[] = [synth, importCommand, link, dedupe, explain, evaluate];
