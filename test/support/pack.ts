/** node pack.ts <Electron's folder> <output>: packs the built app for Linux without installers, as `npm run package -- --dir` does. */
import { build, Platform } from 'electron-builder';
import { config } from '../../packaging/config.ts';

const [electronDist = '', output = ''] = process.argv.slice(2);
await build({
  config: { ...config, electronDist, directories: { ...config.directories, output } },
  targets: Platform.LINUX.createTarget('dir'),
  publish: 'never',
});
