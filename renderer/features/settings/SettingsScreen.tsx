export function SettingsScreen(_props: { x?: string }) {
  return null;
}
