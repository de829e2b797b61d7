const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
};

/** The media type of a file of the window's bundle, by its ending; undefined for an ending that no bundle has. */
export function mediaType(fileName: string): string | undefined {
  return mediaTypes[fileName.slice(fileName.lastIndexOf('.') + 1)];
}
