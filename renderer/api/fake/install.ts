import type { Api } from '../../../src/app/contract/contract.ts';
import { fakeApi } from './fakeApi.ts';
import { fullScenario } from './scenario.ts';
import type { Scenario } from './scenario.ts';

/** Stands where the preload bridge stands, so that the product bundle runs unchanged on the made-up project. */
const given = (globalThis as { linkdeskScenario?: Partial<Scenario> }).linkdeskScenario;
(globalThis as { linkdesk?: Api }).linkdesk = fakeApi({ ...fullScenario, ...given });
