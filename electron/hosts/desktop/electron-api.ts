/**
 * The part of Electron the shell uses, typed from electron.d.ts. The shell takes it as an argument, so that its
 * logic runs in tests against a small fake wherever Electron's binary cannot be had.
 */
import type * as electron from 'electron';

export type ElectronApi = Pick<
  typeof electron,
  | 'app'
  | 'BrowserWindow'
  | 'Menu'
  | 'Notification'
  | 'dialog'
  | 'nativeTheme'
  | 'powerMonitor'
  | 'protocol'
  | 'screen'
  | 'session'
>;
