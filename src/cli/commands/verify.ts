import { verifyProject } from '../../app/verifyProject.ts';
import type { Command } from '../command.ts';
import { projectOptions, withProject } from '../withProject.ts';

export const verify: Command = {
  name: 'verify',
  summary: 'checks that a project is whole: store, audit log, counts of every import',
  positionals: [],
  options: projectOptions,
  example: 'linkdesk verify --project our-county',
  async run(context) {
    const { checks, passed } = await withProject(context, (project) =>
      Promise.resolve(verifyProject(project)),
    );
    return {
      passed,
      json: { passed, checks },
      summary: checks.map((check) => `${check.passed ? 'whole ' : 'BROKEN'}  ${check.name}: ${check.words}`),
    };
  },
};
