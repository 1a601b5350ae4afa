/**
 * What no window of ours may ever do: reach the network, ask for a permission, navigate away, open another window,
 * attach a webview. Everything is denied for every session and every web contents, not only for those we know of.
 */
import type { Session, WebContents } from 'electron';
import type { ElectronApi } from './electron-api.ts';

export const scheme = 'app';
export const origin = `${scheme}://rejoinder`;

/** The app's own pages and bytes; `blob:` and `data:` made by them. Nothing else is ever requested. */
export function isOwnRequest(url: string): boolean {
  return url.startsWith(`${origin}/`) || url.startsWith(`blob:${origin}/`) || url.startsWith('data:');
}

/** Before `ready`: the scheme is a secure, standard origin that may use fetch and streams. */
export function registerScheme({ protocol }: Pick<ElectronApi, 'protocol'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: false },
    },
  ]);
}

/**
 * Switches that leave Chromium no way out, whatever a page does; set before `ready`. `test/prove/window.test.ts`
 * starts a Chromium with them on a hostile page and watches its system calls.
 */
export const offlineSwitches: readonly (readonly [string, string?])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['no-pings'],
  ['dns-prefetch-disable'],
  ['disable-quic'],
  // Any host resolves to nothing, whoever asks, addresses in numbers too.
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  // What does not ask the resolver goes to a proxy that does not exist; this computer's own servers are no exception.
  ['proxy-server', 'http://127.0.0.1:9'],
  ['proxy-bypass-list', '<-loopback>'],
  // WebRTC obeys neither a page's policy nor `webRequest`: without a proxy for UDP it may send nothing.
  ['webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  [
    'disable-features',
    'MediaRouter,OptimizationHints,AutofillServerCommunication,SpareRendererForSitePerProcess,AsyncDns',
  ],
];

/** Every session, the default one and any made later. */
export function lockDownSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !isOwnRequest(details.url) });
  });
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event, item) => {
    if (!isOwnRequest(item.getURL())) event.preventDefault();
  });
}

/** Every web contents the moment it is made. */
export function lockDownContents(contents: WebContents): void {
  const stayHome = (event: { readonly url: string; preventDefault(): void }) => {
    if (!event.url.startsWith(`${origin}/`)) event.preventDefault();
  };
  contents.on('will-navigate', stayHome);
  contents.on('will-frame-navigate', stayHome);
  contents.on('will-redirect', stayHome);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
