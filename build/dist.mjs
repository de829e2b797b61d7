// Packs the desktop application: Windows installers (MSI and NSIS), or with --dir only the folder they would install.
// It needs Electron's own binary and, for installers, electron-builder's tools, which are fetched or taken from a
// prepared cache; everything else of the build works without them.
import { extractFile, listPackage } from '@electron/asar';
import { Arch, build, Platform } from 'electron-builder';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { say } from './bootstrap.mjs';
import { packaging } from './electron-builder.config.ts';
import { buildShell } from './shell.ts';

const root = join(import.meta.dirname, '..');
const platforms = { win32: Platform.WINDOWS, linux: Platform.LINUX, darwin: Platform.MAC };
const { values } = parseArgs({
  options: { platform: { type: 'string', default: 'win32' }, dir: { type: 'boolean', default: false } },
});

const target = platforms[values.platform];
if (target === undefined) {
  say(`there is no platform "${values.platform}". Platforms: ${Object.keys(platforms).join(', ')}.`);
  process.exitCode = 2;
} else {
  await buildShell();
  process.exitCode = await pack(values.platform, target, values.dir);
}

/** Packs, and writes the list of what was packed with the SHA-256 of each file. Gives the exit code. */
async function pack(platform, builderPlatform, folderOnly) {
  const own = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? '';
  const config = packaging(platform);
  let archive = '';
  try {
    await build({
      projectDir: root,
      targets: builderPlatform.createTarget(folderOnly ? 'dir' : null, Arch.x64),
      publish: 'never',
      config: {
        ...config,
        ...(existsSync(own) ? { electronDist: own } : {}),
        async afterPack(context) {
          await config.afterPack(context);
          archive = join(context.packager.getResourcesDir(context.appOutDir), 'app.asar');
        },
      },
    });
  } catch (error) {
    say(`packing stopped: ${reasonOf(error)}`);
    const { version } = JSON.parse(
      readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8'),
    );
    say(
      `It needs Electron ${version} for ${platform} and electron-builder's tools from github.com. Without that network, unpack electron-v${version}-${platform}-x64.zip and name its folder with ELECTRON_OVERRIDE_DIST_PATH; add --dir where the installer tools cannot be had either. Nothing was released.`,
    );
    return 1;
  }
  const manifest = join(root, 'build', 'release', 'manifest.sha256');
  writeFileSync(manifest, packedManifest(archive));
  say(`packed into ${dirname(manifest)}; manifest.sha256 lists every file of the program.`);
  return 0;
}

/** One line a file of the archive, as sha256sum writes it, in one order. */
function packedManifest(archive) {
  return listPackage(archive, { isPack: false })
    .map((name) => name.replaceAll('\\', '/').replace(/^\//, ''))
    .sort()
    .flatMap((name) => {
      const content = fileOf(archive, name);
      return content === undefined
        ? []
        : [`${createHash('sha256').update(content).digest('hex')}  ${name}\n`];
    })
    .join('');
}

/** Folders are in the list too; they have no content. */
function fileOf(archive, name) {
  try {
    return extractFile(archive, name);
  } catch {
    return undefined;
  }
}

function reasonOf(error) {
  return error instanceof Error ? error.message.split('\n', 1)[0] : 'unknown';
}
