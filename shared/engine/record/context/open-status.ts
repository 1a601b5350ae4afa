/** Lists of orders and referrals, whose own status says what became of each. */
const open =
  /^[ \t]*(?:order |appt\.? |appointment |auth\w* )?status[ \t]*[:=-][ \t]*(?:(?:open|active|future|planned|new|placed|sent|submitted|faxed|requested|referred|held|on hold|denied|approved|expired|expected|needs?|not|deferred|declined|refused|waiting|in (?:process|progress|review)|to be (?:done|scheduled)|no[- ]?show|prior auth\w*)\b|sched|unsched|un-sched|pend|order|book|await|wait-?list|auth|cancel)/i;

/** "05/04/2026 REFERRAL CARDIOLOGY  Dx R07.9" with "Status: SCHEDULED 06/18/2026" beside or below it: still to come, or never made. */
export function hasOpenStatus(text: string, start: number, end: number): boolean {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  const line = text.slice(from, to < 0 ? text.length : to);
  const below = to < 0 ? '' : (text.slice(to + 1).split('\n')[0] ?? '');
  const beside = /\bstatus[ \t]*[:=-].*/i.exec(line)?.[0] ?? '';
  return open.test(beside) || open.test(below);
}
