import { changedOtherNames, changedRecords, nameWriter, newForIndex } from '../store/indexedNames.ts';
import type { MatchRun } from '../store/matchRuns.ts';
import type { WriteStore } from '../store/store.ts';
import { soundKeys } from './soundKey.ts';
import { bySourceKey, idsOf, namesOf, otherNamesOf } from './versionsInTime.ts';

/**
 * Brings names and external ids up to a run's extracts: every value a record ever had, with the days from which and
 * until which it had it (domain.md 2.1: several CINs a person are normal, 2.3: ids are replaced). Only records with
 * something new are written again.
 */
export function updateNamesAndIds(store: WriteStore, run: MatchRun): void {
  const write = nameWriter(store);
  const news = newForIndex(store, run);
  for (const system of ['cws', 'calworks'] as const) {
    for (const portion of changedRecords(store, system, news[system])) {
      for (const versions of bySourceKey(portion)) {
        const [first] = versions;
        if (first!.firstImport <= news[system].after) write.forgetCurrent(system, first!.sourceKey);
        for (const name of namesOf(system, versions)) {
          write.name(name, soundKeys(name.firstName, name.lastName));
        }
        for (const id of idsOf(system, versions)) write.id(id);
      }
    }
  }
  for (const portion of changedOtherNames(store, news.otherNames)) {
    for (const names of bySourceKey(portion)) {
      write.forgetOther('cws', names[0]!.sourceKey);
      for (const name of otherNamesOf(names)) {
        write.name(name, soundKeys(name.firstName, name.lastName));
      }
    }
  }
}
