import type { MenuItemConstructorOptions } from 'electron';

/**
 * The few commands that belong to the window and not to a screen. Zoom is here because the largest is 200 %; there
 * is no reload, no developer tools and no help that would open a browser.
 */
export function menuTemplate(lock: () => void): MenuItemConstructorOptions[] {
  return [
    {
      label: '&Project',
      submenu: [
        { label: '&Lock', accelerator: 'CmdOrCtrl+L', click: lock },
        { type: 'separator' },
        { role: 'quit', label: '&Quit Linkdesk' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'zoomIn', label: '&Larger' },
        { role: 'zoomOut', label: '&Smaller' },
        { role: 'resetZoom', label: '&Actual size' },
        { type: 'separator' },
        { role: 'togglefullscreen', label: '&Full screen' },
      ],
    },
  ];
}
