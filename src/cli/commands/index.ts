import type { Command } from '../command.ts';
import { changePerson } from './changePerson.ts';
import { crosswalk } from './crosswalk.ts';
import { demo } from './demo.ts';
import { dedupe } from './dedupe.ts';
import { evaluate } from './evaluate.ts';
import { explain } from './explain.ts';
import { importCommand } from './import.ts';
import { link } from './link.ts';
import { lists } from './lists.ts';
import { match } from './match.ts';
import { score } from './score.ts';
import { person } from './person.ts';
import { profile } from './profile.ts';
import { quality } from './quality.ts';
import { synth } from './synth.ts';
import { train } from './train.ts';
import { verify } from './verify.ts';

/** Every command, in the order of the help text. */
export const commands: readonly Command[] = [
  demo,
  synth,
  importCommand,
  profile,
  quality,
  match,
  person,
  changePerson,
  crosswalk,
  lists,
  verify,
  link,
  dedupe,
  train,
  score,
  explain,
  evaluate,
];
