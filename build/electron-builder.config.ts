// How the desktop application is packed: for locked-down Windows workstations, per machine, with no update and no
// network. See "Packaging" in the hand-over notes of README.md.
import { join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import type { Configuration } from 'electron-builder';

/** Where the packed application runs: the names that Electron's own packages use. */
export type PackedPlatform = 'win32' | 'linux' | 'darwin';

/**
 * What the packed Electron may still do. All of them are named, and a fuse that a newer Electron adds fails the
 * packing until somebody has decided about it. Flipped before signing.
 */
export const fuses = {
  version: FuseVersion.V1 as const,
  strictlyRequireAllFuses: true as const,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

const executables = { win32: 'Linkdesk.exe', linux: 'linkdesk', darwin: 'Linkdesk.app' };

/** A certificate is named by electron-builder's own variables; without one the result says that it is unsigned. */
const signed = (process.env['WIN_CSC_LINK'] ?? process.env['CSC_LINK'] ?? '') !== '';
const mark = signed ? '' : '-UNSIGNED';

const driver = 'node_modules/better-sqlite3-multiple-ciphers';

/**
 * Everything is bundled in build/out but the driver: of that, its JavaScript and the one native file of the target.
 * `platform` is the target's, because electron-builder's own word for it means the machine that packs.
 */
function packedFiles(platform: PackedPlatform): string[] {
  return [
    'build/out/{main,preload,renderer}/**',
    'package.json',
    'LICENSE',
    '!**/*.map',
    '!node_modules/!(better-sqlite3-multiple-ciphers)/**',
    `!${driver}/{deps,src}/**`,
    `!${driver}/{binding.gyp,README.md,index.d.ts}`,
    `!${driver}/prebuilds/!(${platform}-\${arch}).node`,
    `!${driver}/lib/!(binding|database|index|sqlite-error|util).js`,
  ];
}

/**
 * Electron-builder's configuration for one platform. Only Windows makes installers; the others make a folder.
 */
export function packaging(platform: PackedPlatform): Configuration {
  return {
    appId: 'org.linkdesk.desktop',
    productName: 'Linkdesk',
    copyright: 'MIT licence, see LICENSE',
    directories: { output: 'build/release', buildResources: 'build/resources' },
    files: packedFiles(platform),
    asar: true,
    asarUnpack: ['**/*.node'],
    npmRebuild: false,
    publish: null,
    electronLanguages: ['en-US'],
    forceCodeSigning: signed,
    artifactName: `\${productName}-\${version}-\${arch}${mark}.\${ext}`,
    win: {
      target: [
        { target: 'msi', arch: ['x64'] },
        { target: 'nsis', arch: ['x64'] },
      ],
      signExts: ['.node'],
    },
    msi: {
      perMachine: true,
      oneClick: true,
      upgradeCode: '{6F0C9B52-8E0E-4B7C-9E0B-3D6B0A6C1F47}',
      createDesktopShortcut: false,
    },
    nsis: {
      oneClick: false,
      perMachine: true,
      createDesktopShortcut: false,
      deleteAppDataOnUninstall: false,
    },
    linux: { target: 'dir', executableName: 'linkdesk', category: 'Office' },
    mac: { target: 'dir' },
    async afterPack({ appOutDir }) {
      await flipFuses(join(appOutDir, executables[platform]), fuses);
    },
  };
}
