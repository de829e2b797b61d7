import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { lockNavigation } from '../../electron/shell/navigationLock.ts';
import { forgedEvent } from '../electron/forgedElectron.ts';

function lockedContents() {
  const app = new EventEmitter();
  lockNavigation(app);
  let openHandler: (() => unknown) | undefined;
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler(handler: () => unknown) {
      openHandler = handler;
    },
  });
  app.emit('web-contents-created', {}, contents);
  return { contents, open: () => openHandler!() };
}

const elsewhere = [
  'https://example.org/',
  'app://linkdesk/?next=app://linkdesk/',
  'app://linkdesk.example/',
  'file:///etc/passwd',
  'data:text/html,<script>1</script>',
  'javascript:alert(1)',
  'about:blank',
];

describe.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s', (name) => {
  it.each(elsewhere)('to %s is prevented', (url) => {
    const event = forgedEvent({ url });
    lockedContents().contents.emit(name, event);
    expect(event.prevented).toBe(true);
  });

  it('to the start page itself is let through', () => {
    const event = forgedEvent({ url: 'app://linkdesk/#/lists' });
    lockedContents().contents.emit(name, event);
    expect(event.prevented).toBe(false);
  });
});

describe('all contents', () => {
  it('open no window', () => {
    expect(lockedContents().open()).toEqual({ action: 'deny' });
  });

  it('attach no webview', () => {
    const event = forgedEvent({});
    lockedContents().contents.emit('will-attach-webview', event);
    expect(event.prevented).toBe(true);
  });
});
