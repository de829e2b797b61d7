import type { Session } from 'electron';
import { scheme } from './scheme.ts';

/**
 * Copying masked text is the one thing of the browser that a screen needs. Everything else (camera, files, devices,
 * notifications, …) is refused; Electron would approve it all.
 */
const allowedPermission = 'clipboard-sanitized-write';

/**
 * Refuses on one session whatever could leave the window: permissions, devices, screen capture, downloads, and every
 * request that is not for the window's own files. Spelling is off because Chromium fetches its dictionaries.
 */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === allowedPermission),
  );
  session.setPermissionCheckHandler((_contents, permission) => permission === allowedPermission);
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.on('select-hid-device', (event) => event.preventDefault());
  session.on('select-usb-device', (event) => event.preventDefault());
  session.on('select-serial-port', (event) => event.preventDefault());
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !details.url.startsWith(`${scheme}://`) });
  });
}
