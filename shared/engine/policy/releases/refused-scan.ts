/** Whether what a sentence says not to be needed is the scan itself. */

const scan =
  /^\W*(?:an? |the |such an? )?(?:repeat |routine )?(?:MRI|MR|MRA|CT|CTA|PET|scan|imaging|study|magnetic resonance|computed tomography)\b[^,]{0,40}$/i;

/** "MRI is not needed where radiographs show …" refuses the scan; "MRI without waiting when …" does not. */
export function refusesScan(released: string): boolean {
  return (
    !/\b(?:without|with no)\b/i.test(released) &&
    // "B-4. Osteoarthritis: MRI is not necessary where …": a title may stand before it.
    scan.test(released.split(/[.:;]\s+/).at(-1) ?? released)
  );
}
