import { useCallback } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import { useLocation } from 'wouter';
import { clockText } from '../format/dates.ts';
import { useGoKeys } from '../keyboard/useGoKeys.ts';
import { useNotices } from '../session/notices.ts';
import { useView } from '../session/view.ts';
import { places } from './places.ts';

interface FrameKeys {
  readonly onPreviousMonth: () => void;
  readonly onNextMonth: () => void;
  readonly onKeySheet: () => void;
  readonly onLock: () => void;
}

const goHint = `Go to: ${places.map((place) => `${place.letter.toUpperCase()} ${place.title}`).join(', ')}`;

/** The keys that act everywhere (keyMap: everywhere). Letters can be switched off; keys with Alt or Ctrl cannot. */
export function useFrameKeys({ onPreviousMonth, onNextMonth, onKeySheet, onLock }: FrameKeys): void {
  const [, go] = useLocation();
  const letterKeys = useView((view) => view.letterKeys);
  useHotkeys(
    places.map((_, index) => `alt+${index + 1}`),
    (event) => {
      const place = places[Number(event.code.slice(-1)) - 1];
      if (place !== undefined) go(place.path);
    },
    { preventDefault: true, enableOnFormTags: true },
  );
  const onWait = useCallback(() => useNotices.getState().say(goHint), []);
  const onLetter = useCallback(
    (letter: string) => {
      const place = places.find((each) => each.letter === letter);
      useNotices.getState().say(place === undefined ? '' : place.title);
      if (place !== undefined) go(place.path);
    },
    [go],
  );
  useGoKeys(letterKeys, onWait, onLetter);
  useHotkeys('alt+left', onPreviousMonth, { preventDefault: true });
  useHotkeys('alt+right', onNextMonth, { preventDefault: true });
  // Where the question mark stands, and whether Shift is needed for it, depends on the keyboard.
  useHotkeys('?', onKeySheet, { useKey: true, ignoreModifiers: true, enabled: letterKeys });
  useHotkeys('ctrl+l', onLock, { preventDefault: true, enableOnFormTags: true });
  useHotkeys(
    'ctrl+s',
    () => {
      const { savedAt, say } = useNotices.getState();
      say(
        savedAt === null
          ? 'Nothing was changed in this session.'
          : `Everything is saved (${clockText(savedAt)}).`,
      );
    },
    { preventDefault: true, enableOnFormTags: true },
  );
}
