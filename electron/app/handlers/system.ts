/** Facts about the app itself, live events, settings. */
import * as z from 'zod';
import type { Settings } from '../../../shared/api/contract.ts';
import { getSetting, setSetting } from '../../vault/stores/settings.ts';
import { os, type AppContext } from '../context.ts';

const defaults: Settings = {
  lockAfterMinutes: 15,
  theme: 'system',
  textScale: 1,
  language: 'en',
  backupReminderDays: 30,
  remindersOn: true,
};

const stored = z
  .object({
    lockAfterMinutes: z.number(),
    theme: z.enum(['system', 'light', 'dark', 'contrast']),
    textScale: z.number(),
    language: z.enum(['en']),
    backupReminderDays: z.number(),
    remindersOn: z.boolean(),
  })
  .partial();

/** Before the vault is open the defaults hold: settings live inside it. */
export function readSettings(context: AppContext): Settings {
  if (context.session.state !== 'open') return defaults;
  const saved = stored.safeParse(getSetting(context.session.db(), 'settings') ?? {});
  return merge(defaults, saved.success ? saved.data : {});
}

/** Fields that are undefined change nothing. */
function merge(base: Settings, changes: { [K in keyof Settings]?: Settings[K] | undefined }): Settings {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...base, ...(Object.fromEntries(given) as Partial<Settings>) };
}

export const system = {
  info: os.system.info.handler(({ context }) => ({
    version: context.version,
    host: context.host,
    platform: process.platform,
    keychain: context.keychain.state,
  })),
  events: os.system.events.handler(({ context, signal }) => context.events.subscribe(signal)),
  active: os.system.active.handler(({ context }) => {
    context.session.touch();
    return {};
  }),
  settings: os.system.settings.handler(({ context }) => readSettings(context)),
  saveSettings: os.system.saveSettings.handler(({ context, input }) => {
    const next = merge(readSettings(context), input);
    setSetting(context.session.db(), 'settings', next);
    context.session.setIdleMinutes(next.lockAfterMinutes);
    return next;
  }),
  cancelTask: os.system.cancelTask.handler(({ context, input }) => {
    context.tasks.cancel(input.taskId);
    return {};
  }),
};
