/** Papers that show a gap in the network: the plan's own search, the patient's calls, a clinic that cannot do it. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const eob =
  'Lindgren Administrators\nEXPLANATION OF BENEFITS\nDate: March 3, 2026\nMember: Ida Moen\nClaim number: 88-1203-7\n\n02/10/2026 Northern Imaging 73721 $900.00 not covered\n\nK4: These services were rendered by an out-of-network provider. In-network providers were available.\n\nYour right to appeal\nYou may appeal within 180 days.';
const found = (file: string, text: string) =>
  analyze(caseOf({ 'eob.pdf': eob, [file]: text }), rules).findings.map(
    ({ type, concept }) => `${type}/${concept}`,
  );

it.each([
  'Lindgren Administrators\nMember Services\nFebruary 2, 2026\nDear Ida Moen:\nYou asked us for an MRI site. We searched our directory and did not find a participating facility within 60 miles of your home.\nSincerely, Pat',
  'Lindgren Administrators\nFebruary 2, 2026\nDear Ida Moen:\nThank you for calling. There are no contracted imaging centers in your county that offer this scan.\nSincerely, Pat',
  'Lindgren Administrators\nFebruary 2, 2026\nDear Ms. Moen:\nOur search shows that none of our network providers can perform this test in your area.\nSincerely, Pat',
  'Lindgren Administrators\nFebruary 2, 2026\nDear Ms. Moen:\nWe were unable to locate an in-network provider for the MRI near you.\nSincerely, Pat',
  'My calls with Lindgren\n2/1 called Lindgren, Dee said there is nobody in network within an hour of us.\n2/2 called again, same answer.',
  'Call notes - Ida\n2/1/26 on hold 30 min. Rep told me no one in their network does it within 80 miles.\n2/3/26 called back.',
])('answers "a network provider was available" with %j', (text) => {
  const all = found('paper.txt', text);
  expect(all).toContain('network-gap/network-adequacy');
  expect(all).toContain('denial-contradicted-by-record/network-adequacy');
});

it.each([
  'Lindgren Administrators\nFebruary 2, 2026\nDear Ms. Moen:\nYou asked for network providers. Lakeview Imaging, 4 miles, is in our network and has an opening on February 5.\nSincerely, Pat',
  'Lindgren Administrators\nFebruary 2, 2026\nDear Ms. Moen:\nIf no network provider is available within 60 miles, call us before the scan.\nSincerely, Pat',
  'Call notes - Ida\n2/1/26 on hold 30 min. Rep told me there are several network places in town.\n2/3/26 called back.',
])('finds no gap in %j', (text) => {
  expect(found('paper.txt', text)).not.toContain('network-gap/network-adequacy');
});
