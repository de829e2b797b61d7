import { useEffect } from 'react';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/**
 * G and then a letter. The letter is taken before anything else sees it, so that G M never also decides a pair.
 * `onWait` tells that G was pressed, `onLetter` brings the letter; a second G, Escape or any other key just ends it.
 */
export function useGoKeys(enabled: boolean, onWait: () => void, onLetter: (letter: string) => void): void {
  useEffect(() => {
    if (!enabled) return;
    let waiting = false;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (/^(Shift|Control|Alt|Meta)$/.test(event.key)) return;
      if (waiting) {
        waiting = false;
        event.preventDefault();
        event.stopImmediatePropagation();
        onLetter(event.key.toLowerCase());
      } else if (
        event.key.toLowerCase() === 'g' &&
        !event.ctrlKey &&
        !event.altKey &&
        !event.metaKey &&
        !event.repeat &&
        !isTyping(event.target)
      ) {
        waiting = true;
        event.stopImmediatePropagation();
        onWait();
      }
    };
    const onBlur = (): void => {
      waiting = false;
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    window.addEventListener('pointerdown', onBlur);
    window.addEventListener('blur', onBlur);
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      window.removeEventListener('pointerdown', onBlur);
      window.removeEventListener('blur', onBlur);
    };
  }, [enabled, onWait, onLetter]);
}
