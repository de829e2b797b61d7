import type { ReactNode } from 'react';
import { displayMonth } from '../../../src/domain/month.ts';
import { Choices } from '../../components/Choices.tsx';
import { ScreenTitle } from '../../frame/ScreenTitle.tsx';
import { type ImportTab, useImportWizard } from '../../session/importWizard.ts';
import { ImportedFiles } from './ImportedFiles.tsx';
import { MonthQuality } from './MonthQuality.tsx';
import { SavedProfiles } from './SavedProfiles.tsx';
import { Wizard } from './Wizard.tsx';

const tabs: readonly { readonly id: ImportTab; readonly label: string }[] = [
  { id: 'wizard', label: 'Import files' },
  { id: 'imported', label: 'Imported' },
  { id: 'quality', label: 'Data quality' },
  { id: 'profiles', label: 'Profiles' },
];

/** The way of a month's files into the store, what is in it, and how good it is. */
export function ImportScreen({ month }: { readonly month: string }): ReactNode {
  const { tab, set } = useImportWizard();
  return (
    <div className="screen is-reading">
      <ScreenTitle aside={<p className="muted">{displayMonth(month)}</p>}>Import</ScreenTitle>
      <Choices label="What to see" choices={tabs} chosen={tab} onChoose={(id) => set({ tab: id })} />
      {tab === 'wizard' ? <Wizard month={month} /> : null}
      {tab === 'imported' ? <ImportedFiles month={month} /> : null}
      {tab === 'profiles' ? <SavedProfiles /> : null}
      {tab === 'quality' ? <MonthQuality month={month} /> : null}
    </div>
  );
}
