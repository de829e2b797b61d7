import { create } from 'zustand';

export const wizardSteps = ['files', 'shape', 'columns', 'check', 'confirm'] as const;
export type WizardStep = (typeof wizardSteps)[number];
export const stepTitles: Readonly<Record<WizardStep, string>> = {
  files: 'Files',
  shape: 'Shape',
  columns: 'Columns',
  check: 'Check',
  confirm: 'Confirm',
};
export type ImportTab = 'wizard' | 'imported' | 'quality' | 'profiles';

interface ImportWizard {
  readonly tab: ImportTab;
  readonly step: WizardStep;
  /** Names the folder to the engine; null until one is chosen. */
  readonly grant: string | null;
  readonly folder: string;
  /** Files that are not to be imported. */
  readonly leftOut: readonly string[];
  /** The file that is looked at. */
  readonly file: string | null;
  /** Which part of the step of columns is looked at. */
  readonly part: 'columns' | 'codes';
  /** The check or import that was started last. */
  readonly jobId: string | null;
  set(change: Partial<Omit<ImportWizard, 'set' | 'reset'>>): void;
  /** Forgets the folder and everything said of it. */
  reset(): void;
}

const atStart = {
  step: 'files',
  grant: null,
  folder: '',
  leftOut: [],
  file: null,
  part: 'columns',
  jobId: null,
} as const;

/** How far the import was prepared; the engine keeps it too, so that it can be taken up after the window was closed. */
export const useImportWizard = create<ImportWizard>()((set) => ({
  tab: 'wizard',
  ...atStart,
  set: (change) => set(change),
  reset: () => set(atStart),
}));
