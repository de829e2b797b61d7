// `npm run test:spark`: the road for a county that outgrows one machine, walked. A made-up county of 50,000 people is
// linked by Linkdesk, the model is saved, and Splink on local Spark scores the same files with model.spark.json.
// Needs Python and Java; fetches pyspark and splink into an environment of its own below build/out.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { predict } from '../../src/linkage/splink/predict.ts';
import { readSplinkModel } from '../../src/linkage/splink/readModel.ts';
import { stackRecords } from '../../src/linkage/splink/records.ts';
import { frequencyTables } from '../../src/linkage/splink/termFrequencies.ts';
import { writeSplinkModel } from '../../src/linkage/splink/writeModel.ts';
import { compareWithSplink } from './compareWithSplink.ts';
import { countyModel, trainedCountyModel } from './countyModel.ts';
import { madeUpCounty } from './madeUpCounty.ts';
import { hasJava, pythonWith } from './python.ts';
import { scoreWithSplink } from './splinkRun.ts';

const PACKAGES = ['splink==4.0.16', 'pyspark==3.5.5', 'pandas==2.2.3', 'setuptools==80.9.0'];
/** A probability of .99. */
const LINK = Math.log2(99);

const say = (text) => process.stdout.write(`${text}\n`);
const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

function stop(reason) {
  say(`The Spark run cannot start: ${reason}.`);
  process.exit(1);
}

const people = Number(process.argv[2] ?? 50_000);
if (!hasJava()) stop('no Java runtime answers; install Java 17');
const environment = pythonWith(PACKAGES);
if ('reason' in environment) stop(environment.reason);

let start = performance.now();
const records = stackRecords(madeUpCounty(people, 20_26), 'link_only', 'record');
const frequencies = frequencyTables(countyModel(), records.columns);
const model = await trainedCountyModel(records, frequencies, 1e6);
say(`${records.count} records of ${people} made-up people; model trained in ${seconds(start)}`);

// Our own engine reads the very file that Spark will read, with Spark's string functions.
const forSpark = readSplinkModel(writeSplinkModel(model, 'spark'));
start = performance.now();
const ours = [...predict(forSpark, records, frequencies)];
say(`Linkdesk, Spark dialect: ${ours.length} pairs in ${seconds(start)}`);
const onDuckDb = [...predict(model, records, frequencies)];

const folder = mkdtempSync(join(tmpdir(), 'linkdesk-spark-'));
try {
  start = performance.now();
  const theirs = scoreWithSplink(environment.python, folder, 'spark', model, records, frequencies);
  say(`Splink on local Spark: ${theirs.size} pairs in ${seconds(start)}`);
  const exact = compareWithSplink(records, ours, theirs, LINK);
  const across = compareWithSplink(records, onDuckDb, theirs, LINK);
  say(`same dialect: ${JSON.stringify(exact)}`);
  say(`Linkdesk with DuckDB's string functions: ${JSON.stringify(across)}`);
  const equal = exact.sameLevels === exact.ours && exact.largestDifference <= 1e-9 && exact.linkedByOne === 0;
  say(equal ? '1 passed, 0 failed' : '0 passed, 1 failed');
  process.exitCode = equal ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
