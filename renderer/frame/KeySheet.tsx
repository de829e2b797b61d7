import type { ReactNode } from 'react';
import { Box } from '../components/Box.tsx';
import { KeyCap } from '../components/KeyCap.tsx';
import { keyMap, scopeTitles } from '../keyboard/keyMap.ts';
import type { KeyScope } from '../keyboard/keyMap.ts';

/** Every key and what it does. */
export function KeySheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Box title="Keys" wide onClose={onClose}>
      <div className="key-sheet">
        {(Object.keys(keyMap) as KeyScope[]).map((scope) => (
          <section key={scope}>
            <h3 className="small-title">{scopeTitles[scope]}</h3>
            <dl>
              {keyMap[scope].map((binding) => (
                <div key={binding.keys}>
                  <dt>
                    <KeyCap>{binding.keys}</KeyCap>
                  </dt>
                  <dd>{binding.action}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Box>
  );
}
