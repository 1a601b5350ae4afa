/** Lines of an invented clinic note, all different, for OCR tests that need a page of text. */
export const noteLines: readonly string[] = [
  'Alder Street Family Medicine, follow-up visit of 08/06/2026',
  'Low back and left leg pain for fifteen weeks, worse when driving.',
  'Completed twelve visits of physical therapy without benefit.',
  'Two courses of meloxicam failed, 05/28 to 06/11 and 06/25 to 07/16.',
  'Strength 4/5 in the left great toe, 5/5 in all other groups.',
  'Sensation is decreased on the top of the left foot.',
  'Straight leg raise is positive on the left at 40 degrees.',
  'No bladder or bowel trouble, no fever, no weight loss.',
  'Assessment: lumbar radiculopathy M54.16, persistent after therapy.',
  'Plan: MRI of the lumbar spine without contrast, CPT 72148.',
];
