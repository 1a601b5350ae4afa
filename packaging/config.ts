/**
 * How Rejoinder is packed: what goes in, which doors of Electron are shut for good (fuses), and the forms it comes in.
 * Read by `npm run package`; `docs/packaging.md` tells how to sign. `test/unit/desktop/packaging.test.ts` packs it around
 * a stand-in for Electron's program and looks inside.
 */
import type { Configuration } from 'electron-builder';
import { appId } from '../electron/hosts/desktop/shell.ts';

/** The built app, its rules, and of its libraries what runs; native parts of other systems are left out. */
function filesWithout(...systems: string[]): string[] {
  return [
    'out/**',
    'resources/**',
    'package.json',
    '!**/*.{map,ts,mts,cts,md,markdown,flow}',
    '!**/{test,tests,__tests__,example,examples,docs,demo,benchmark}/**',
    '!node_modules/better-sqlite3-multiple-ciphers/{deps,src}/**',
    '!node_modules/pdfjs-dist/{build,web,image_decoders,types}/**',
    '!node_modules/tesseract.js/dist/**',
    // One of the three forms of the language data is used (electron/ingest/ocr/engine.ts).
    '!node_modules/@tesseract.js-data/eng/{4.0.0,4.0.0_fast,3.04.00}/**',
    ...systems.flatMap((system) => [
      `!node_modules/better-sqlite3-multiple-ciphers/{lib,prebuilds}/${system}-*`,
      `!node_modules/@napi-rs/canvas-${system}-*/**`,
    ]),
  ];
}

const backup = {
  ext: 'rejoinder-backup',
  name: 'Rejoinder backup',
  description: 'Encrypted backup of a Rejoinder vault',
  mimeType: 'application/x-rejoinder-backup',
  role: 'Viewer' as const,
  rank: 'Owner' as const,
};

export const config: Configuration = {
  appId,
  productName: 'Rejoinder',
  copyright: 'MIT licence. Third-party licences are in the app, under Settings.',
  directories: { output: 'dist', buildResources: 'packaging' },
  artifactName: 'Rejoinder-${version}-${os}-${arch}.${ext}',
  // No update check, no update server.
  publish: null,
  asar: { smartUnpack: false },
  // Native parts must be files; all else stays in the archive, whose checksum the program carries.
  asarUnpack: ['**/*.node'],
  // What is native comes built for Node-API, which Electron speaks too: nothing is compiled.
  npmRebuild: false,
  nodeGypRebuild: false,
  buildDependenciesFromSource: false,
  electronLanguages: ['en-US'],
  electronFuses: {
    // The program cannot be turned into a plain Node that runs anybody's script.
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    // Only the archive that was packed is loaded, and only if its checksum is right (Mac and Windows).
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    // `file:` is no better than any web page.
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
    // On a Mac changing the fuses breaks the signature of the program as it came; it is signed again afterwards.
    resetAdHocDarwinSignature: true,
  },
  fileAssociations: [{ ...backup, icon: 'icons/backup' }],
  win: {
    target: [
      { target: 'nsis', arch: ['x64', 'arm64'] },
      { target: 'portable', arch: ['x64'] },
    ],
    icon: 'packaging/icons/icon.ico',
    files: filesWithout('darwin', 'linux', 'linuxmusl', 'android'),
    requestedExecutionLevel: 'asInvoker',
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowElevation: false,
    allowToChangeInstallationDirectory: true,
    // Removing the program never removes papers.
    deleteAppDataOnUninstall: false,
    differentialPackage: false,
  },
  portable: { requestExecutionLevel: 'user', artifactName: 'Rejoinder-${version}-portable.${ext}' },
  mac: {
    target: [{ target: 'dmg', arch: ['universal'] }],
    category: 'public.app-category.medical',
    icon: 'packaging/icons/icon.icns',
    files: filesWithout('win32', 'linux', 'linuxmusl', 'android'),
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'packaging/entitlements.mac.plist',
    entitlementsInherit: 'packaging/entitlements.mac.plist',
    // Runs where APPLE_API_KEY, APPLE_API_KEY_ID and APPLE_API_ISSUER are set (docs/packaging.md).
    notarize: true,
    // Each native part is for one kind of processor; the two halves differ in them only.
    mergeASARs: true,
    singleArchFiles: 'node_modules/{@napi-rs/canvas-darwin-*,better-sqlite3-multiple-ciphers/prebuilds}/**',
    x64ArchFiles: '**/{canvas-darwin-*,prebuilds}/**',
    fileAssociations: [
      { ...backup, icon: 'icons/backup.icns' },
      // A vault is a folder: on a Mac it looks and opens like one document.
      {
        ext: 'rejoinder',
        name: 'Rejoinder vault',
        role: 'Editor',
        rank: 'Owner',
        isPackage: true,
        icon: 'icons/icon.icns',
      },
    ],
    extendInfo: {
      NSRequiresAquaSystemAppearance: false,
      // Nothing of this is used; without words here the system refuses it at once.
      NSAppTransportSecurity: { NSAllowsArbitraryLoads: false },
      UTExportedTypeDeclarations: [
        {
          UTTypeIdentifier: `${appId}.vault`,
          UTTypeDescription: 'Rejoinder vault',
          UTTypeConformsTo: ['com.apple.package', 'public.composite-content'],
          UTTypeTagSpecification: { 'public.filename-extension': ['rejoinder'] },
        },
      ],
    },
  },
  dmg: { sign: false, title: 'Rejoinder ${version}' },
  linux: {
    target: [
      { target: 'AppImage', arch: ['x64'] },
      { target: 'deb', arch: ['x64', 'arm64'] },
      { target: 'flatpak', arch: ['x64'] },
    ],
    category: 'Office',
    icon: 'packaging/icons/png',
    files: filesWithout('win32', 'darwin', 'linuxmusl', 'android'),
    maintainer: 'Rejoinder <rejoinder@example.org>',
    vendor: 'Rejoinder',
    synopsis: 'Answer a denied scan, line by line, on your own computer',
    executableName: 'rejoinder',
    desktop: { entry: { StartupWMClass: 'Rejoinder', Keywords: 'appeal;insurance;denial;health;' } },
  },
  deb: {
    depends: ['libgtk-3-0', 'libnotify4', 'libnss3', 'libxss1', 'libxtst6', 'libatspi2.0-0', 'libsecret-1-0'],
  },
  flatpak: {
    runtimeVersion: '24.08',
    baseVersion: '24.08',
    // The system itself keeps it off the network: there is no --share=network here.
    finishArgs: [
      '--share=ipc',
      '--socket=wayland',
      '--socket=fallback-x11',
      '--device=dri',
      '--talk-name=org.freedesktop.Notifications',
      '--talk-name=org.freedesktop.secrets',
    ],
  },
};
