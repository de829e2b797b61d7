import { closeProject, openProject } from '../../src/app/project.ts';
import { listDefinition } from '../../src/lists/definitions/index.ts';
import { evaluateMonth } from '../../src/lists/evaluateMonth.ts';
import { knownNow } from '../../src/store/knowledge.ts';

/**
 * Evaluates one list of a month as of its day, the first thing that is read from a project just opened. Says how long it
 * took as JSON, in milliseconds. Arguments: project, month, list.
 */
const [folder, month, listId] = process.argv.slice(2);
const at = new Date().toISOString();
const project = await openProject(folder!, process.env['LINKDESK_PASSPHRASE']!, 'Bench', at);
const [started, before] = [performance.now(), process.cpuUsage()];
const { rows } = evaluateMonth(project, {
  definition: listDefinition(listId!),
  month: month!,
  known: knownNow(project),
  at,
});
const took = performance.now() - started;
const { user, system } = process.cpuUsage(before);
closeProject(project, at);
process.stdout.write(JSON.stringify({ rows: rows.length, ms: took, cpuMs: (user + system) / 1000 }));
