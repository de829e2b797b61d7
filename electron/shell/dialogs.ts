import type { OpenDialogOptions } from 'electron';
import type { EngineProcess } from './engineProcess.ts';

interface Dialog {
  showOpenDialog(
    options: OpenDialogOptions,
  ): Promise<{ readonly canceled: boolean; readonly filePaths: readonly string[] }>;
  showErrorBox(title: string, content: string): void;
}

/**
 * Lets a person choose a folder of extracts. The engine keeps its path and gives a grant for it; null when none was
 * chosen, or when the chosen one cannot be read, which the person is told.
 */
export async function pickExtractFolder(
  dialog: Dialog,
  engine: Pick<EngineProcess, 'grantFolder'>,
): Promise<{ readonly grant: string; readonly name: string } | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    properties: ['openDirectory'],
    title: 'Choose the folder of extracts',
  });
  const [folder] = filePaths;
  if (canceled || folder === undefined) return null;
  const answer = await engine.grantFolder(folder);
  if (answer.ok) return isGrant(answer.value) ? answer.value : null;
  dialog.showErrorBox('The folder was not taken', answer.error.message);
  return null;
}

function isGrant(value: unknown): value is { readonly grant: string; readonly name: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'grant' in value &&
    typeof value.grant === 'string' &&
    'name' in value &&
    typeof value.name === 'string'
  );
}
