import type { ReactNode } from 'react';
import { Box } from '../components/Box.tsx';
import { Choices } from '../components/Choices.tsx';
import { OnOff } from '../components/OnOff.tsx';
import { useView } from '../session/view.ts';
import type { Theme } from '../session/view.ts';

const themes: readonly { readonly id: Theme; readonly label: string }[] = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
];

interface ViewSettingsProps {
  readonly version: string;
  readonly onClose: () => void;
}

/** How the window looks and answers to keys, for this session. */
export function ViewSettings({ version, onClose }: ViewSettingsProps): ReactNode {
  const view = useView();
  return (
    <Box title="View" onClose={onClose}>
      <div className="settings">
        <div className="setting">
          <span>Theme</span>
          <Choices label="Theme" choices={themes} chosen={view.theme} onChoose={view.setTheme} />
        </div>
        <OnOff
          label="Single-letter keys (M, X, H, ? and others)"
          on={view.letterKeys}
          onChange={view.setLetterKeys}
        />
        <OnOff
          label="Go to the next pair after a decision"
          on={view.autoAdvance}
          onChange={view.setAutoAdvance}
        />
        <p className="muted small">Linkdesk {version}. These settings last until the window is closed.</p>
      </div>
    </Box>
  );
}
